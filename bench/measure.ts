import autocannon from 'autocannon';

export interface Target {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Each answer must hold it: a fast refusal is no throughput. */
  readonly expected: string;
}

/** Requests a second over `seconds`, at `connections`. Throws when an answer was not the wanted one. */
export async function requestsPerSecond(target: Target, connections: number, seconds: number): Promise<number> {
  const result = await autocannon({
    url: target.url,
    headers: { ...target.headers },
    connections,
    duration: seconds,
    verifyBody: (body) => String(body).includes(target.expected),
  });
  if (result.non2xx > 0 || result.errors > 0 || result.mismatches > 0) {
    throw new Error(
      `${target.url}: ${result.non2xx} refused, ${result.errors} failed, ${result.mismatches} other answers`,
    );
  }
  return result['2xx'] / result.duration;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
