import { canBe } from './masked-address';

describe('an address behind a mask', () => {
  it.each([
    ['j***r@example.com', 'jennifer@example.com'],
    ['j***r@example.com', 'Jennifer@Example.com'],
    ['j***r@example.com', 'jr@example.com'],
    ['a***@example.com', 'a@example.com'],
    ['a***@example.com', 'ab@example.com'],
  ])('"%s" can be %s', (masked, address) => {
    expect(canBe(masked, address)).toBe(true);
  });

  it.each([
    ['j***r@example.com', 'jennifer@example.org'],
    ['j***r@example.com', 'jenny@example.com'],
    ['j***r@example.com', 'peter@example.com'],
    ['a***@example.com', 'b@example.com'],
  ])('"%s" cannot be %s', (masked, address) => {
    expect(canBe(masked, address)).toBe(false);
  });
});
