// What docs/performance.md shows of the runs that were kept: the last ones, as a table and as a picture.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readIfThere, ROOT, writeJson } from '../tools/lib/files.ts';
import { markdownTable, withPart } from '../tools/lib/written-part.ts';
import { chart } from './chart.ts';
import { amount, passes, type Line, type Report } from './report.ts';

const KEPT = path.join(ROOT, 'bench/results');
const DOCUMENT = path.join(ROOT, 'docs/performance.md');
const PICTURE = path.join(ROOT, 'docs/performance.svg');
const SHOWN = 3;
const WRITTEN_BY = 'npm run bench -- --keep';

/** What was kept last, oldest first. */
function keptReports(): Report[] {
  const names = readdirSync(KEPT).filter((name) => /^\d.*\.json$/.test(name));
  return names
    .sort()
    .slice(-SHOWN)
    .map((name) => JSON.parse(readFileSync(path.join(KEPT, name), 'utf8')) as Report);
}

/** Writes a run where the project keeps it, or among what is passing. Returns the file. */
export function writeReport(report: Report, folder: 'kept' | 'passing'): string {
  const file = path.join(
    folder === 'kept' ? KEPT : path.join(ROOT, 'tmp/bench'),
    `${report.at.replaceAll(':', '-')}.json`,
  );
  writeJson(file, report);
  return file;
}

export function publish(): void {
  const { document, picture } = published();
  writeFileSync(DOCUMENT, document);
  writeFileSync(PICTURE, picture);
}

/** The document as it is, and both as they must be. */
export function published(): { before: { document: string; picture: string }; document: string; picture: string } {
  const before = { document: readFileSync(DOCUMENT, 'utf8'), picture: readIfThere(PICTURE) ?? '' };
  const reports = keptReports();
  return { before, document: withPart(before.document, WRITTEN_BY, tables(reports)), picture: chart(reports) };
}

/** The runs side by side, and what the last one's throughput was made of. */
export function tables(reports: readonly Report[]): string {
  const last = reports.at(-1);
  if (!last) throw new Error('No run is kept');
  const { processor, cores, node } = last.machine;
  const times = reports.map(({ at }) => `${at.slice(0, 10)}, ${at.slice(11, 16)}`);
  const measured = last.lines.filter(({ detail }) => detail['/s'] !== undefined);
  return [
    `On ${cores} cores (${processor}), Node ${node}; times are UTC.`,
    '',
    markdownTable(
      ['what', 'must be', ...times],
      last.lines.map((line) => [line.name, limitOf(line), ...reports.map((report) => valueIn(report, line))]),
    ),
    '',
    `What the throughputs of ${times.at(-1)} are made of:`,
    '',
    markdownTable(
      ['what', 'a second', 'the ceiling', 'p50, ms', 'p99, ms', 'processor, µs'],
      measured.map(({ name, detail }) => [
        name,
        ...[detail['/s'], ceilingOf(detail), detail['p50, ms'], detail['p99, ms'], detail['processor, µs']].map(
          (one) => (one === undefined ? '–' : String(one)),
        ),
      ]),
    ),
    '',
  ].join('\n');
}

function limitOf({ must, unit }: Line): string {
  return must === null ? '–' : `${must.direction === 'at least' ? '≥' : '≤'} ${amount(must.reach, unit)}`;
}

function valueIn({ lines }: Report, { name }: Line): string {
  const line = lines.find((one) => one.name === name);
  if (!line) return '–';
  const value = amount(line.value, line.unit);
  return passes(line) ? value : `**${value}, short**`;
}

function ceilingOf(detail: Line['detail']): number | string | undefined {
  return Object.entries(detail).find(([key]) => key !== '/s' && key.endsWith(', /s'))?.[1];
}
