import type { QueryResultRow } from 'pg';
import type { Actor } from '../http/request-context';

/** A statement with a name of its own, so that each connection plans it once. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** Sends a statement on whatever is open: a connection of the pool, or a transaction. */
export type Query = <Row extends QueryResultRow>(statement: Statement, values: unknown[]) => Promise<Row[]>;

export function statement(name: string, text: string): Statement {
  return { name, text };
}

/** The first two arguments of every function that acts for a tenant: the tenant asked for, and who asks. */
export const TENANT_ACTOR = '$1::uuid, ROW($2::uuid, $3::uuid, $4::bytea, $5::text, $6::boolean)::request_actor';

/** The values of `TENANT_ACTOR`; a statement's own begin at $7. */
export function tenantActor(actor: Actor): unknown[] {
  return [actor.tenantId, actor.individualId, actor.sessionId, actor.keyHash, actor.scope, actor.ownerOnly];
}
