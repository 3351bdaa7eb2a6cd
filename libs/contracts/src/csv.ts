/**
 * A file of comma-separated values (RFC 4180), as both sides write them. What a spreadsheet would take for a formula is
 * made text with an apostrophe (OWASP, CSV injection).
 */
export function csvFile(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

/** The signs that begin a formula, also as East Asian keyboards write them, and those that a spreadsheet skips before one. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
/** Quoted also where another separator stands in it: spreadsheets in many countries split at semicolons. */
const QUOTED = /[",;\t\r\n]/;

function csvCell(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
