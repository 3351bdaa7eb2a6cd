import { isEmailAddress, normalEmail } from './email-address';

describe('an address', () => {
  it.each(['a@b.example', "o'brien+runs@people.example"])('is %s', (text) => {
    expect(isEmailAddress(text)).toBe(true);
  });

  it.each(['', 'a', 'a@b', 'a b@people.example', 'ä@people.example', 'A <a@b.example>', 'a@b.example,c@d.example'])(
    'is not %j',
    (text) => {
      expect(isEmailAddress(text)).toBe(false);
    },
  );

  it('is one, however it is spelt', () => {
    expect(normalEmail('  June@Pachena.Example ')).toBe('june@pachena.example');
  });
});
