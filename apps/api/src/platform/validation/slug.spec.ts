import { isSlug } from './slug';

describe('isSlug', () => {
  it.each(['a', '9', 'barkley-septic-fuel', 'a'.repeat(60)])('takes %s', (text) => {
    expect(isSlug(text)).toBe(true);
  });

  it.each(['', 'A', 'ä', 'a b', 'a_b', '-a', 'a-', 'a--b', 'a.b', 'a/b', 'a\n', 'a'.repeat(61)])(
    'refuses %j',
    (text) => {
      expect(isSlug(text)).toBe(false);
    },
  );
});
