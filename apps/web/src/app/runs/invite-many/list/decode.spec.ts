import fc from 'fast-check';
import { decode } from './decode';

const bytes = (...all: (number | readonly number[])[]) => Uint8Array.from(all.flat());
const utf8 = (text: string) => [...new TextEncoder().encode(text)];
const utf16 = (text: string, order: 'le' | 'be') =>
  [...text].flatMap((sign) =>
    Array.from({ length: sign.length }, (_, unit) => sign.charCodeAt(unit)).flatMap((code) =>
      order === 'le' ? [code & 0xff, code >> 8] : [code >> 8, code & 0xff],
    ),
  );
/** Of Latin letters, which have the same numbers in Windows-1252. */
const latin = (text: string) => [...text].map((sign) => sign.charCodeAt(0));

const sign = fc.oneof(
  fc.constantFrom(...'abcXYZ019 @.,;"\n\tÅéîñßœ€–漢字😀'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }).filter((each) => !/\p{C}/u.test(each)),
);
const text = fc.array(sign, { minLength: 1, maxLength: 60 }).map((signs) => signs.join(''));

describe('the bytes of a file', () => {
  it('are the text that was written, with a mark or without', () => {
    fc.assert(
      fc.property(text, (written) => {
        expect(decode(bytes(utf8(written)))).toEqual({ text: written, encoding: 'utf-8' });
        expect(decode(bytes([0xef, 0xbb, 0xbf], utf8(written)))).toEqual({ text: written, encoding: 'utf-8' });
        expect(decode(bytes([0xff, 0xfe], utf16(written, 'le')))).toEqual({ text: written, encoding: 'utf-16' });
        expect(decode(bytes([0xfe, 0xff], utf16(written, 'be')))).toEqual({ text: written, encoding: 'utf-16' });
      }),
    );
  });

  it('are what a spreadsheet in the West wrote where they are no UTF-8', () => {
    expect(decode(bytes(latin('Zoë Lachance;zoe@x.example')))).toEqual({
      text: 'Zoë Lachance;zoe@x.example',
      encoding: 'windows-1252',
    });
    // What only that encoding has, at numbers of its own.
    expect(decode(bytes(latin('caf\u00e9 '), [0x80, 0x96]))).toEqual({ text: 'café €–', encoding: 'windows-1252' });
    const western = fc.array(fc.constantFrom(...'abc ,;\n@.ÀÉîõüÿß'), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(western, (signs) => {
        const written = `${signs.join('')}é.`;
        expect(decode(bytes(latin(written)))).toEqual({ text: written, encoding: 'windows-1252' });
      }),
    );
  });

  it.each([
    ['a picture', bytes([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d])],
    ['an archive, as spreadsheets keep themselves', bytes([0x50, 0x4b, 0x03, 0x04, 0x14, 0x00, 0x06, 0x00])],
    ['UTF-16 without its mark', bytes(utf16('june@pachena.example', 'le'))],
    ['UTF-32', bytes([0xff, 0xfe, 0x00, 0x00, 0x6a, 0x00, 0x00, 0x00])],
    ['a file of no kind', Uint8Array.from({ length: 4096 }, (_, at) => 1 + ((at * 7919) % 255))],
  ])('are refused where they are %s', (_what, file) => {
    expect(decode(file)).toEqual({ refused: 'binary' });
  });

  it('of an old program may end with its mark of the end', () => {
    expect(decode(bytes(utf8('june@pachena.example\n'.repeat(20)), 0x1a))).toMatchObject({ encoding: 'utf-8' });
  });

  it('of any kind at all are text or refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (file) => {
        const decoded = decode(file);
        if (!('refused' in decoded)) expect(decoded.text.isWellFormed()).toBe(true);
      }),
    );
  });
});
