import { median } from './measure.ts';
import { amount, passes, type Line, type Report } from './report.ts';

const WIDTH = 800;
const ROW = 22;
const HEADING = 44;
/** Where bars begin and end, which is from nothing to `MOST`. */
const BAR = { from: 330, to: 700 };
const MOST = 1.2;

/** One row: each run's part of the axis and the middle one's, where the limit stands on it, and what is written beside it. */
interface Row {
  readonly name: string;
  readonly parts: readonly number[];
  readonly middle: number;
  readonly limit: number;
  readonly written: string;
  readonly good: boolean;
}

/**
 * A picture (SVG) of what runs have measured, the last one's order and limits. Above, ratios that must be reached; below, what
 * must not be passed, as the part of what is allowed. A bar ends at the middle one, a dot is one run, a stroke is the limit.
 */
export function chart(reports: readonly Report[]): string {
  const lines = reports.at(-1)?.lines ?? [];
  const held = (direction: 'at least' | 'at most') => lines.filter(({ must }) => must?.direction === direction);
  const reach = held('at least').map((line) => rowOf(line, reports, line.unit === 'points' ? 100 : 1));
  const stay = held('at most').map((line) => rowOf(line, reports, line.must?.reach ?? 1));
  const first = panel(0, 'What must be reached, of what the ceiling gives', reach);
  const second = panel(first.bottom, 'What must not be passed, as the part of what is allowed', stay);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${second.bottom}" width="${WIDTH}" height="${second.bottom}" role="img" aria-labelledby="title">
<title id="title">Figures of ${reports.length} runs of the benchmark, and what they must reach</title>
<style>
  text { font: 13px system-ui, sans-serif; fill: #10242b }
  .heading { font-weight: 650; font-size: 15px }
  .amount { font-variant-numeric: tabular-nums; text-anchor: end }
  .track { fill: #ebf0ef } .bar { fill: #7fb0bd } .dot { fill: #0f3b47 } .limit { stroke: #10242b; stroke-width: 2 }
  .short .bar { fill: #d98b80 } .short .dot { fill: #8f1d14 } .short .amount { fill: #8f1d14; font-weight: 650 }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edec }
    .track { fill: #1a2629 } .bar { fill: #2f6b79 } .dot { fill: #a9d3de } .limit { stroke: #e6edec }
    .short .bar { fill: #8a4238 } .short .dot { fill: #ffb4a8 } .short .amount { fill: #ffb4a8 }
  }
</style>
${first.svg}
${second.svg}
</svg>
`;
}

function rowOf(line: Line, reports: readonly Report[], whole: number): Row {
  const values = reports.flatMap(({ lines }) => lines.find(({ name }) => name === line.name)?.value ?? []);
  const middle = median(values);
  return {
    name: line.name,
    parts: values.map((value) => value / whole),
    middle: middle / whole,
    limit: (line.must?.reach ?? 1) / whole,
    written: amount(middle, line.unit),
    good: passes({ ...line, value: middle }),
  };
}

function panel(top: number, heading: string, rows: readonly Row[]): { svg: string; bottom: number } {
  const drawn = rows.map((row, index) => drawRow(row, top + HEADING + index * ROW));
  return {
    svg: [`<text class="heading" x="0" y="${top + 28}">${escaped(heading)}</text>`, ...drawn].join('\n'),
    bottom: top + HEADING + rows.length * ROW + 8,
  };
}

function drawRow({ name, parts, middle, limit, written, good }: Row, top: number): string {
  const baseline = top + 15;
  return `<g${good ? '' : ' class="short"'}><text x="0" y="${baseline}">${escaped(name)}</text>
<rect class="track" x="${BAR.from}" y="${top + 5}" width="${BAR.to - BAR.from}" height="12" rx="2"/>
<rect class="bar" x="${BAR.from}" y="${top + 5}" width="${at(middle) - BAR.from}" height="12" rx="2"/>
${parts.map((part) => `<circle class="dot" cx="${at(part)}" cy="${top + 11}" r="3"/>`).join('')}<path class="limit" d="M${at(limit)} ${top + 2}v18"/>
<text class="amount" x="${WIDTH - 8}" y="${baseline}">${escaped(written)}</text></g>`;
}

function at(part: number): number {
  return Math.round(BAR.from + (Math.min(part, MOST) / MOST) * (BAR.to - BAR.from));
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
