import type { AnyAnswer } from './call';
import { UnexpectedAnswerError } from './failures';

export interface IdempotencyHeaders {
  'Idempotency-Key': string;
}

interface Repeating {
  /** How often it is tried in all. */
  tries?: number;
  /** Names the act. Give the same one to go on with an act of an earlier process; a new one is made otherwise. */
  key?: string;
  /** Waits for so many seconds. */
  wait?: (seconds: number) => Promise<void>;
}

/** Nothing was done, or it is still being done: the same call may be made again under the same key. */
const PASSING: readonly string[] = ['error.unavailable', 'error.idempotency.in_progress'];

/**
 * Makes something once, however often it has to be asked for: every try has the same `Idempotency-Key`, so that an answer
 * that was lost on its way is answered again and nothing is made twice.
 * `await once((headers) => api.runs.create({ headers, body: { name } }))`
 */
export async function once<Some extends AnyAnswer>(
  call: (headers: IdempotencyHeaders) => Promise<Some>,
  { tries = 4, key = crypto.randomUUID(), wait = seconds }: Repeating = {},
): Promise<Some> {
  for (let attempt = 1; ; attempt++) {
    const pause = 0.5 * 2 ** (attempt - 1);
    try {
      const answer = await call({ 'Idempotency-Key': key });
      if (answer.ok || attempt >= tries || !PASSING.includes(answer.error.error)) return answer;
      await wait(Number(answer.headers.get('retry-after') ?? pause));
    } catch (error) {
      if (attempt >= tries || !mayPass(error)) throw error;
      await wait(pause);
    }
  }
}

/** The line was cut, or something in between answered. Whoever ended the call does not want it again. */
function mayPass(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof UnexpectedAnswerError && error.status >= 500);
}

function seconds(count: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, count * 1_000));
}
