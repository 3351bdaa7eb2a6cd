import os from 'node:os';

/** One line of the table: what was measured, and what it must reach. */
export interface Line {
  readonly name: string;
  readonly value: number;
  /** `×` is a ratio within one run. */
  readonly unit: '×' | 'MB' | 's' | 'ms' | 'kB' | 'points';
  readonly must: { readonly reach: number; readonly direction: 'at least' | 'at most' } | null;
  /** What the value was made of. */
  readonly detail: Readonly<Record<string, number | string>>;
}

export interface Report {
  readonly at: string;
  readonly quick: boolean;
  readonly machine: { readonly processor: string; readonly cores: number; readonly node: string };
  readonly lines: readonly Line[];
}

export function report(quick: boolean, lines: readonly Line[]): Report {
  const [processor] = os.cpus();
  return {
    at: new Date().toISOString(),
    quick,
    machine: { processor: processor?.model ?? 'unknown', cores: os.cpus().length, node: process.version },
    lines,
  };
}

export function passes({ value, must }: Line): boolean {
  return must === null || (must.direction === 'at least' ? value >= must.reach : value <= must.reach);
}

/** As a line on the screen. */
export function inWords(line: Line): string {
  const { name, must, detail } = line;
  const wanted =
    must === null ? '' : `${must.direction} ${amount(must.reach, line.unit)}  ${passes(line) ? 'pass' : 'SHORT'}`;
  const parts = Object.entries(detail).map(([key, value]) => `${key} ${value}`);
  return `${name.padEnd(44)} ${amount(line.value, line.unit).padStart(9)}  ${wanted.padEnd(24)} ${parts.join(', ')}`;
}

/** `0.83 ×`, `142 MB`. */
export function amount(value: number, unit: Line['unit']): string {
  const digits = unit === '×' ? 2 : unit === 's' || (unit === 'ms' && value < 100) ? 1 : 0;
  return `${value.toFixed(digits)} ${unit}`;
}

export const round = (value: number, digits = 0): number => Number(value.toFixed(digits));
