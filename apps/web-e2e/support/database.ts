// What a journey needs to have happened and neither a page nor a call can do: it is written where it would stand.
import pg from 'pg';
import { type Account } from './api.ts';

/** As if this person had followed the link in a message to the address. */
export async function confirmAddress({ id }: Pick<Account, 'id'>): Promise<void> {
  const client = new pg.Client({ connectionString: process.env['ADMIN_DATABASE_URL'] });
  await client.connect();
  try {
    const { rowCount } = await client.query('UPDATE cc_individuals SET email_verified_at = now() WHERE id = $1', [id]);
    if (rowCount !== 1) throw new Error(`Nobody has the id ${id}.`);
  } finally {
    await client.end();
  }
}
