import fc from 'fast-check';
import { addressFault, isWholeAddress, mergeAddresses, parseAddresses } from './addresses';

const parsed = (text: string) => parseAddresses(text).map(({ email, name, good }) => [email, name, good]);

describe('addresses out of what was pasted', () => {
  it.each([
    ['a@b.ca, c@d.ca', ['a@b.ca', 'c@d.ca']],
    ['a@b.ca\nc@d.ca\r\ne@f.ca', ['a@b.ca', 'c@d.ca', 'e@f.ca']],
    ['a@b.ca;c@d.ca;', ['a@b.ca', 'c@d.ca']],
    ['a@b.ca\tc@d.ca', ['a@b.ca', 'c@d.ca']],
    ['a@b.ca c@d.ca', ['a@b.ca', 'c@d.ca']],
    ['  <a@b.ca>  ', ['a@b.ca']],
    ['mailto:a@b.ca', ['a@b.ca']],
    ['(a@b.ca).', ['a@b.ca']],
    ['a@b.ca\u200B', ['a@b.ca']],
    [' , ;\n\t ', []],
    ['', []],
  ])('%j', (text, emails) => {
    expect(parseAddresses(text).map(({ email }) => email)).toEqual(emails);
    expect(parseAddresses(text).every(({ good }) => good)).toBe(true);
  });

  it('come with the names that stand before them', () => {
    expect(parsed('June Frank <june@pachena.example>, Harold <harold@grappler.example>')).toEqual([
      ['june@pachena.example', 'June Frank', true],
      ['harold@grappler.example', 'Harold', true],
    ]);
    expect(parsed('"Frank, June" <june@pachena.example>; x@y.ca')).toEqual([
      ['june@pachena.example', 'Frank, June', true],
      ['x@y.ca', null, true],
    ]);
    expect(parsed('Frank, June <june@pachena.example>')).toEqual([['june@pachena.example', 'Frank, June', true]]);
    expect(parsed('June <june@pachena.example> Tom <tom@wick.example>')).toEqual([
      ['june@pachena.example', 'June', true],
      ['tom@wick.example', 'Tom', true],
    ]);
    expect(parsed('June Frank june@pachena.example')).toEqual([['june@pachena.example', 'June Frank', true]]);
  });

  it('keep what is no address, marked as such', () => {
    expect(parsed('june.frank@pachena, Harold, a@b.ca')).toEqual([
      ['june.frank@pachena', null, false],
      ['Harold', null, false],
      ['a@b.ca', null, true],
    ]);
    expect(parsed('June <june@pachena>')).toEqual([['june@pachena', 'June', false]]);
    // A quotation mark that is never closed is no reason to swallow the rest.
    expect(parsed('5" pipe\na@b.ca')).toEqual([
      ['5" pipe', null, false],
      ['a@b.ca', null, true],
    ]);
  });

  it.each([
    'a@b',
    '@b.ca',
    'a@',
    'a b@c.ca',
    'a@b..ca',
    '.a@b.ca',
    'a@-b.ca',
    'a@b.c',
    'a@b.1',
    'é@b.ca',
    `${'a'.repeat(65)}@b.ca`,
  ])('%s is no whole address', (email) => expect(isWholeAddress(email)).toBe(false));
  it.each(['a@b.ca', "o'neil+runs@sub.example.org", 'a@bücher.example', 'a@b-c.xn--p1ai'])('%s is one', (email) =>
    expect(isWholeAddress(email)).toBe(true),
  );

  it.each([
    ['', 'empty'],
    ['june', 'no_at'],
    ['june@@pachena.example', 'two_ats'],
    [`${'a'.repeat(65)}@b.ca`, 'long'],
    ['june frank@b.ca', 'before_at'],
    ['@b.ca', 'before_at'],
    ['june@pachena', 'no_dot'],
    ['june@pachena..example', 'after_at'],
    ['june@pachena.e', 'after_at'],
    ['june@pachena.example', null],
  ])('%j: %s', (email, fault) => expect(addressFault(email)).toBe(fault));

  it('are found in no time, however many signs stand together', () => {
    const at = performance.now();
    const [found] = parseAddresses(`june@pachena.example${'!'.repeat(300_000)}x`);
    expect(found?.good).toBe(false);
    expect(performance.now() - at).toBeLessThan(2_000);
  });

  const label = fc.stringMatching(/^[a-z0-9]{1,8}$/);
  const email = fc
    .tuple(fc.stringMatching(/^[a-z0-9_+]{1,12}$/), label, fc.constantFrom('ca', 'example', 'org'))
    .map(([local, domain, top]) => `${local}@${domain}.${top}`);
  const name = fc.stringMatching(/^[A-Z][a-z]{1,8}( [A-Z][a-z]{1,8})?$/);
  const written = fc.oneof(
    email.map((address) => ({ address, name: null as string | null, text: address })),
    fc.tuple(name, email).map(([who, address]) => ({ address, name: who, text: `${who} <${address}>` })),
    fc.tuple(name, name, email).map(([last, first, address]) => ({
      address,
      name: `${last}, ${first}`,
      text: `"${last}, ${first}" <${address}>`,
    })),
  );
  const separator = fc.constantFrom(',', ', ', ';', '; ', '\n', '\r\n', '\t', ',\n', ' ;\n\n');

  it('come back whole and in order, whatever stands between them', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(written, separator), { maxLength: 60 }), (list) => {
        const found = parseAddresses(list.map(([one, after]) => one.text + after).join(''));
        expect(found).toEqual(list.map(([one]) => ({ email: one.address, name: one.name, good: true })));
      }),
    );
  });

  it('never throws, loses no address and invents none', () => {
    const piece = fc.oneof(
      email,
      fc.string({ maxLength: 12 }),
      fc.constantFrom('<', '>', '"', ',', ';', '\n', '@', ' '),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        // What nobody sees does not count, nor how many blanks there are.
        const seen = (words: string) =>
          words
            .replace(/[\u200B-\u200D\u2060\uFEFF]/g, '')
            .replace(/\s+/g, ' ')
            .trim();
        for (const { email: found } of parseAddresses(text)) expect(seen(text)).toContain(seen(found).split(', ')[0]);
      }),
    );
  });

  it('stand once each, however often and in whatever case they came', () => {
    fc.assert(
      fc.property(fc.array(email, { maxLength: 30 }), fc.array(fc.nat()), (emails, picks) => {
        const again = picks.map((pick) => emails[pick % Math.max(1, emails.length)]?.toUpperCase() ?? 'a@b.ca');
        const all = [...emails, ...again].map((address) => ({ email: address, name: null, good: true }));
        const { addresses, merged } = mergeAddresses(all.slice(0, 3), all.slice(3));
        const keys = addresses.map((address) => address.email.toLowerCase());
        expect(new Set(keys).size).toBe(keys.length);
        expect(new Set(keys)).toEqual(new Set(all.map((address) => address.email.toLowerCase())));
        expect(addresses.length + merged).toBe(all.length);
      }),
    );
  });

  it('keep a name that only one of them has', () => {
    const { addresses } = mergeAddresses(parseAddresses('june@x.ca'), parseAddresses('June <JUNE@x.ca>'));
    expect(addresses).toEqual([{ email: 'june@x.ca', name: 'June', good: true }]);
  });
});
