import { randomBytes } from 'node:crypto';
import type { QueryResult, QueryResultRow } from 'pg';

/** A pool or a client of the superuser. */
export interface Queryable {
  query<Row extends QueryResultRow>(text: string, values?: unknown[]): Promise<QueryResult<Row>>;
}

export async function one<Row extends QueryResultRow>(db: Queryable, text: string, values?: unknown[]): Promise<Row> {
  const { rows } = await db.query<Row>(text, values);
  if (rows.length !== 1) throw new Error(`One row was to come, and ${rows.length} came`);
  return rows[0] as Row;
}

/** Sets apart what one test makes from what others make in the same database. */
export const unique = (): string => randomBytes(5).toString('hex');
