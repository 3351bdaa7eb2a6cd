import Papa from 'papaparse';
import { type ListRefusal, type Separator, SEPARATORS } from './list';
import { isHeader, titled } from './columns';

export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** So many rows tell what parts the columns. */
const SAMPLE = 20;

/**
 * The rows of a table, those without anything in them left out, each with the line that it begins in. Read no further
 * than to the row after the last that may be.
 */
export function readTable(
  text: string,
  separator: Separator,
  most: number,
): { rows: readonly TableRow[] } | ListRefusal {
  const rows: TableRow[] = [];
  let unclosed: number | null = null;
  let line = 1;
  let from = 0;
  Papa.parse<string[]>(text, {
    delimiter: separator,
    newline: '\n',
    step: ({ data, errors, meta }, parser) => {
      if (errors.some(({ code }) => code === 'MissingQuotes')) unclosed = line;
      if (data.some((cell) => cell.trim() !== '')) rows.push({ line, cells: data });
      for (let at = text.indexOf('\n', from); at >= 0 && at < meta.cursor; at = text.indexOf('\n', at + 1)) line++;
      from = meta.cursor;
      if (unclosed !== null || rows.length > most) parser.abort();
    },
  });
  if (unclosed !== null) return { refused: 'quote', line: unclosed };
  return rows.length > most ? { refused: 'rows' } : { rows };
}

/** What parts the columns: what makes titles of the first row that are known here, else what parts most rows alike. */
export function separatorOf(text: string): Separator {
  const scores = SEPARATORS.map((separator) => ({ separator, score: scoreOf(text, separator) }));
  return scores.reduce((best, each) => (each.score > best.score ? each : best)).separator;
}

function scoreOf(text: string, separator: Separator): number {
  const { data } = Papa.parse<string[]>(text, { delimiter: separator, newline: '\n', preview: SAMPLE });
  const rows = data.filter((cells) => cells.some((cell) => cell.trim() !== ''));
  const [first] = rows;
  if (!first) return 0;
  const titles = isHeader(first) ? titled(first) * (SAMPLE + 1) : 0;
  return titles + rows.filter((cells) => cells.length > 1 && cells.length === first.length).length;
}
