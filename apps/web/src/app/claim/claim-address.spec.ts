import { isClaim, tokenIn } from './claim-address';

describe('the address of an invitation link', () => {
  it('is told from every other', () => {
    expect(isClaim('/i/abc')).toBe(true);
    expect(isClaim('/i/')).toBe(false);
    expect(isClaim('/i')).toBe(false);
    expect(isClaim('/invitations/abc')).toBe(false);
    expect(isClaim('/app/i/abc')).toBe(false);
  });

  it('holds the token', () => {
    expect(tokenIn('/i/abc')).toBe('abc');
    expect(tokenIn('/i/abc/')).toBe('abc');
    expect(tokenIn('/i/a%20b')).toBe('a b');
    expect(tokenIn('/i/a%zz')).toBe('a%zz');
  });
});
