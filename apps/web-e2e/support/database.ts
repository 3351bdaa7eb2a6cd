// What a journey needs to have happened and neither a page nor a call can do: it is written where it would stand.
import pg from 'pg';
import { type IssuedInvitation } from '@service-runs/contracts';
import { type Account } from './api.ts';

/** As if this person had followed the link in a message to the address. */
export function confirmAddress({ id }: Pick<Account, 'id'>): Promise<void> {
  return write('UPDATE cc_individuals SET email_verified_at = now() WHERE id = $1', id);
}

/** As if its days had passed. */
export function runOut({ id }: IssuedInvitation): Promise<void> {
  return write("UPDATE cc_invitations SET claim_token_expires_at = now() - interval '1 hour' WHERE id = $1", id);
}

/** As if the minutes had passed that news waits before it is mailed. */
export function sendNow({ id }: Pick<Account, 'id'>): Promise<void> {
  return write(
    `UPDATE cc_mails m SET send_after = now() FROM cc_notifications n
      WHERE n.id = m.notification_id AND n.recipient_individual_id = $1 AND m.state = 'queued'`,
    id,
  );
}

async function write(statement: string, id: string): Promise<void> {
  const client = new pg.Client({ connectionString: process.env['ADMIN_DATABASE_URL'] });
  await client.connect();
  try {
    const { rowCount } = await client.query(statement, [id]);
    if (rowCount !== 1) throw new Error(`Nothing has the id ${id}.`);
  } finally {
    await client.end();
  }
}
