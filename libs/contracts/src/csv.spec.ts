import fc from 'fast-check';
import { csvFile } from './csv';

/** RFC 4180 read back, by the letter. */
function read(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at < text.length;) {
    let cell = '';
    if (text[at] === '"') {
      for (at++; text[at] !== '"' || text[at + 1] === '"'; at++) {
        if (text[at] === '"') at++;
        cell += text[at];
      }
      at++;
    } else {
      while (at < text.length && !',\r\n"'.includes(text[at] as string)) cell += text[at++];
    }
    row.push(cell);
    if (text.startsWith('\r\n', at)) {
      rows.push(row);
      row = [];
      at += 2;
    } else if (text[at] === ',') {
      at++;
      // A line that ends with a comma has one more cell, an empty one.
      if (text.startsWith('\r\n', at)) continue;
    } else {
      throw new Error(`Neither a comma nor the end of a line at ${at} of ${JSON.stringify(text)}`);
    }
  }
  expect(row).toEqual([]);
  return rows;
}

const SIGNS = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

describe('a file of comma-separated values', () => {
  it.each([
    ['plain', 'plain\r\n'],
    ['a,b', '"a,b"\r\n'],
    ['a;b', '"a;b"\r\n'],
    ['she said "no"', '"she said ""no"""\r\n'],
    ['two\nlines', '"two\nlines"\r\n'],
    ['=1+1', "'=1+1\r\n"],
    ['@SUM(A1)', "'@SUM(A1)\r\n"],
    ['-2', "'-2\r\n"],
    ['+1 250 555 0100', "'+1 250 555 0100\r\n"],
    ['\t=1', '"\'\t=1"\r\n'],
    ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"\r\n'],
    ['a=b', 'a=b\r\n'],
    ['', '\r\n'],
  ])('writes %j as %j', (value, text) => {
    expect(csvFile([[value]])).toBe(text);
  });

  const piece = fc.oneof(fc.constantFrom(...SIGNS, '"', ',', ';', "'", ' ', 'a', '1'), fc.string({ maxLength: 4 }));
  const cell = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 6 }), { maxLength: 12 });

  it('reads back as it was, but for the apostrophe before a formula', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const expected = rows.map((row) => row.map((each) => (SIGNS.includes(each.charAt(0)) ? `'${each}` : each)));
        expect(read(csvFile(rows))).toEqual(expected);
      }),
    );
  });

  it('holds no cell that a spreadsheet would calculate, whatever it is given', () => {
    fc.assert(
      fc.property(table, (rows) => {
        for (const each of read(csvFile(rows)).flat()) expect(SIGNS).not.toContain(each.charAt(0));
      }),
    );
  });
});
