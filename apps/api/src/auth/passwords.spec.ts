import fc from 'fast-check';
import { hashPassword, passwordMatches, passwordWeakness } from './passwords';

const weakness = (password: string, email = 'someone@people.example') => passwordWeakness(password, email);

describe('passwordWeakness', () => {
  it.each([
    'password1234',
    'Password1234!',
    'P@ssw0rd1234',
    'passwordpassword',
    'qwertyuiop123',
    'QWERTYUIOP!!!',
    '1q2w3e4r5t6y',
    'qazwsxedcrfv',
    'asdfghjkl123',
    'zyxwvutsrqpo',
    '123456789012',
    '098765432109',
    'aaaaaaaaaaaa',
    'abababababab',
    'abcabcabcabc',
    'letmein12345',
    'welcome12345',
    'iloveyou1234',
    'administrator1',
    'changeme12345',
    'football2026!',
    'trustno1trustno1',
    '            ',
    '2026-03-12 09:00',
  ])('finds %j too easily guessed', (password) => {
    expect(weakness(password)).toEqual(expect.any(String));
  });

  it.each([
    'a lamp beside the inlet',
    'correct horse battery staple',
    'Grappler-Road-12-gate',
    'tr0ub4dor&3-tides',
    'пароль от калитки',
    '門の暗証番号は別の紙に書く',
    'kQ7#vLp2!xZ9',
  ])('finds nothing wrong with %j', (password) => {
    expect(weakness(password)).toBeNull();
  });

  it('finds one that is hardly more than the address', () => {
    expect(weakness('rosemarie.lindqvist1', 'rosemarie.lindqvist@people.example')).toBe('is too close to your address');
    expect(weakness('ROSEMARIE.LINDQVIST!', 'rosemarie.lindqvist@people.example')).toBe('is too close to your address');
    expect(weakness('a lamp beside the inlet', 'lamp@people.example')).toBeNull();
  });

  it('finds almost no random password weak, and takes any text', () => {
    const random = fc
      .array(fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'), { minLength: 24, maxLength: 40 })
      .map((letters) => letters.join(''));
    const sample = fc.sample(random, 100);
    // fast-check is fond of repeating one letter: those are weak indeed.
    const varied = sample.filter((password) => new Set(password).size > 8);
    expect(varied.filter((password) => weakness(password) !== null)).toEqual([]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 256 }), fc.emailAddress(), (password, email) => {
        expect([null, expect.any(String)]).toContainEqual(passwordWeakness(password, email));
      }),
    );
  });
});

describe('a hash', () => {
  it('is argon2id with the costs that OWASP asks for, and another each time', async () => {
    const [first, second] = await Promise.all([
      hashPassword('a lamp beside the inlet'),
      hashPassword('a lamp beside the inlet'),
    ]);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(first).not.toBe(second);
  });

  it('is matched by its password however its letters are composed, and by no other', async () => {
    const stored = await hashPassword('caf\u00e9 by the inlet');
    expect(await passwordMatches(stored, 'cafe\u0301 by the inlet')).toBe(true);
    expect(await passwordMatches(stored, 'cafe by the inlet')).toBe(false);
    expect(await passwordMatches(stored, 'Caf\u00e9 by the inlet')).toBe(false);
    expect(await passwordMatches(stored, '')).toBe(false);
  });

  it('of nobody is matched by nothing, not even by its own password', async () => {
    expect(await passwordMatches(undefined, 'nobody has this password')).toBe(false);
    expect(await passwordMatches(null, 'nobody has this password')).toBe(false);
  });
});
