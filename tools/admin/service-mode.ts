// The door to the database for the operator's acts. Row-level security is forced, so that even the owner of the tables
// sees nothing: they are done by the internal role in service mode, each in one short transaction.
import pg from 'pg';
import type { Settings } from '../../apps/api/src/platform/config/settings.ts';

/** How often an act that lost a deadlock or a serialization race is tried again. */
const RETRIES = 3;

/** Rows of a statement within the transaction. */
export type Query = <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>;

export interface ServiceMode {
  readonly settings: Settings;
  /** All of `work` or nothing of it. */
  act<Result>(work: (query: Query) => Promise<Result>): Promise<Result>;
}

export async function actInServiceMode<Result>(url: string, work: (query: Query) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // A lost connection fails the query in hand, which says so.
  client.on('error', () => undefined);
  await client.connect();
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        return await once(client, work);
      } catch (error) {
        const { code } = error as pg.DatabaseError;
        if (attempt > RETRIES || (code !== '40P01' && code !== '40001')) throw error;
      }
    }
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function once<Result>(client: pg.Client, work: (query: Query) => Promise<Result>): Promise<Result> {
  await client.query('BEGIN');
  try {
    // Erasing somebody looks through all notifications: it may take longer than a request.
    await client.query(`SELECT enter_service_mode(), set_config('statement_timeout', '60s', true)`);
    const result = await work(async (text, values) => (await client.query(text, values)).rows);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
