import type { ClientBase, QueryResultRow } from 'pg';

/** The three settings as a caller could make them. */
export interface Context {
  tenant?: string;
  individual?: string;
  serviceMode?: string;
}

/** Runs one statement in a transaction with these settings, and takes back whatever it did. */
export async function withContext<Row extends QueryResultRow>(
  client: ClientBase,
  context: Context,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  await client.query('BEGIN');
  try {
    for (const [name, value] of Object.entries({
      'app.tenant_id': context.tenant,
      'app.individual_id': context.individual,
      'app.service_mode': context.serviceMode,
    })) {
      if (value !== undefined) await client.query('SELECT set_config($1, $2, true)', [name, value]);
    }
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.query('ROLLBACK');
  }
}

/** The SQLSTATE that a statement failed with, or null where it passed. */
export async function sqlStateOf(work: Promise<unknown>): Promise<string | null> {
  try {
    await work;
    return null;
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

/** PostgreSQL's names, Appendix A. */
export const SQLSTATE = {
  insufficientPrivilege: '42501',
  invalidText: '22P02',
  foreignKeyViolation: '23503',
  uniqueViolation: '23505',
} as const;
