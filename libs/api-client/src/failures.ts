import type { AnyAnswer, AnyError, DataOf } from './call';
import type { ErrorEnvelope } from './generated/types.gen';

/** The API refused; `error` is its whole envelope. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';

  constructor(
    readonly status: number,
    readonly error: ErrorEnvelope,
    readonly headers: Headers,
  ) {
    super(`${error.error}: ${error.message} (request ${error.request_id})`);
  }
}

/** What came is no answer of the API: a proxy's page, another service. */
export class UnexpectedAnswerError extends Error {
  override readonly name = 'UnexpectedAnswerError';

  constructor(
    readonly status: number,
    readonly text: string,
  ) {
    super(`An answer with status ${status} that is none of the API's`);
  }
}

/** What the call succeeded with; throws a `RefusedError` where it did not. */
export async function orThrow<Some extends AnyAnswer>(call: Promise<Some>): Promise<DataOf<Some>> {
  return dataOf(await call);
}

export function dataOf<Some extends AnyAnswer>(answer: Some): DataOf<Some> {
  if (!answer.ok) throw new RefusedError(answer.status, answer.error as AnyError as ErrorEnvelope, answer.headers);
  return answer.data as DataOf<Some>;
}
