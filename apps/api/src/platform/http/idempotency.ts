import { createHash } from 'node:crypto';
import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { LIMITS } from '@service-runs/contracts';
import type { FastifyRequest } from 'fastify';
import { statement, type Query } from '../database/statement';
import { invalid } from '../errors/api-error';
import { Refuses } from '../openapi/answers';

const BEGIN = statement('begin_idempotent', 'SELECT begin_idempotent($1, $2) AS made');
const FINISH = statement('finish_idempotent', 'SELECT finish_idempotent($1, $2, $3, $4)');

/** A call that may come twice: what its caller named it, and what it asks for. */
export interface RepeatableCall {
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

/** The `Idempotency-Key` of a call, or null where it has none. */
export const Repeatable = createParamDecorator((_: unknown, context: ExecutionContext): RepeatableCall | null => {
  const { headers, method, url, body } = context.switchToHttp().getRequest<FastifyRequest>();
  const key = headers['idempotency-key'];
  if (key === undefined) {
    return null;
  }
  if (typeof key !== 'string' || !/^[\x21-\x7e]+$/.test(key) || key.length > LIMITS.idempotencyKey) {
    throw invalid('Idempotency-Key', 'form', `must be 1 to ${LIMITS.idempotencyKey} printable characters`);
  }
  return { key, method, path: url.split('?', 1)[0] as string, body: JSON.stringify(body ?? null) };
});

export const IdempotencyKeyHeader = applyDecorators(
  ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'The same key and body within a day gets the same answer and makes nothing a second time.',
    schema: { type: 'string', minLength: 1, maxLength: LIMITS.idempotencyKey, pattern: '^[\\x21-\\x7e]+$' },
  }),
  Refuses('error.idempotency.mismatch', 'error.idempotency.in_progress'),
);

/** Who makes the call, as proven. */
export interface Maker {
  readonly individualId: string;
  readonly tenantId: string | null;
  /** Of the API key that calls: two keys of one person are two callers. */
  readonly keyHash: Buffer | null;
}

/**
 * Makes something once, in the open transaction `query` belongs to: what was made is written down together with it, so
 * that a call whose answer was lost can be repeated. `make` answers ids and states only; the caller builds its answer
 * from them, the first time as later.
 * @throws ApiError `error.idempotency.mismatch`, `error.idempotency.in_progress`
 */
export async function makeOnce<Made extends object>(
  query: Query,
  maker: Maker,
  call: RepeatableCall | null,
  make: () => Promise<Made>,
): Promise<{ made: Made; repeated: boolean }> {
  if (call === null) {
    return { made: await make(), repeated: false };
  }
  const scope = digest(
    maker.keyHash === null ? 'person' : 'key',
    maker.keyHash?.toString('hex') ?? maker.individualId,
    maker.tenantId ?? '',
    call.method,
    call.path,
    call.key,
  );
  const request = digest(call.body);
  const [before] = await query<{ made: Made | null }>(BEGIN, [scope, request]);
  if (before?.made) {
    return { made: before.made, repeated: true };
  }
  const made = await make();
  await query(FINISH, [maker.tenantId, scope, request, JSON.stringify(made)]);
  return { made, repeated: false };
}

function digest(...parts: string[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) {
    hash.update(`${part.length}:${part}`);
  }
  return hash.digest();
}
