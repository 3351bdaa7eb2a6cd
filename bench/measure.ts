import autocannon, { type Request, type Result } from 'autocannon';
import { cpuSeconds } from './process-figures.ts';
import type { Line } from './report.ts';

export interface Target {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Each answer must hold it: a fast refusal is no throughput. */
  readonly expected: string;
  /** For requests of which no two are alike. */
  readonly next?: () => Partial<Pick<Request, 'method' | 'path' | 'headers' | 'body'>>;
}

export interface Load {
  readonly connections: number;
  readonly seconds: number;
  /** The process that answers; its processor time is counted. */
  readonly pid?: number | undefined;
}

/** How much is measured, and who is told. */
export interface Pace {
  readonly rounds: number;
  /** Of each measurement in a round. */
  readonly seconds: number;
  readonly signal: AbortSignal;
  tell(line: Line): void;
}

export interface Throughput {
  readonly perSecond: number;
}

export interface Figures extends Throughput {
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Microseconds of processor time a request; undefined where this machine does not tell. */
  readonly cpu: number | undefined;
}

/** Asks again and again on so many connections. Throws when an answer was not the wanted one. */
export async function drive(target: Target, { connections, seconds, pid }: Load): Promise<Figures> {
  const { next } = target;
  const times: number[] = [];
  const before = pid === undefined ? undefined : cpuSeconds(pid);
  const result = await new Promise<Result>((resolve, reject) => {
    const options = {
      url: target.url,
      headers: { ...target.headers },
      connections,
      duration: seconds,
      verifyBody: (body: unknown) => String(body).includes(target.expected),
      ...(next && { requests: [{ setupRequest: (request: Request) => ({ ...request, ...next() }) }] }),
    };
    const running = autocannon(options, (error: unknown, done) => (error ? reject(error as Error) : resolve(done)));
    running.on('response', (_client, _status, _bytes, milliseconds) => times.push(milliseconds));
  });
  if (result.non2xx > 0 || result.errors > 0 || result.mismatches > 0) {
    throw new Error(
      `${target.url}: ${result.non2xx} refused, ${result.errors} failed, ${result.mismatches} other answers`,
    );
  }
  const after = pid === undefined ? undefined : cpuSeconds(pid);
  times.sort((a, b) => a - b);
  return {
    perSecond: result['2xx'] / result.duration,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    cpu:
      before === undefined || after === undefined ? undefined : ((after - before) * 1_000_000) / (result['2xx'] || 1),
  };
}

type Way = () => Promise<unknown>;
type OutcomesOf<Ways extends readonly Way[]> = { -readonly [Place in keyof Ways]: Awaited<ReturnType<Ways[Place]>>[] };

/** Runs each in turn, so many rounds: what slows the machine down for a moment slows all. */
export async function interleave<const Ways extends readonly Way[]>(
  { rounds, signal }: Pace,
  ...ways: Ways
): Promise<OutcomesOf<Ways>> {
  const results: unknown[][] = ways.map(() => []);
  for (let round = 0; round < rounds && !signal.aborted; round++) {
    for (const [place, way] of ways.entries()) results[place]?.push(await way());
  }
  return results as OutcomesOf<Ways>;
}

export function median(values: readonly number[]): number {
  return quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  );
}

function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
