// Links are kept nowhere: the ones to try are derived again, for as long as nobody has used or revoked them.
import pg from 'pg';
import { deriveToken } from '../../apps/api/src/invitations/link-token.ts';
import { linkKeyId } from '../../apps/api/src/platform/config/link-keys.ts';
import type { Settings } from '../../apps/api/src/platform/config/settings.ts';
import type { DemoLink } from '../lib/demo.ts';
import { demoId } from './ids.ts';

const RUN = demoId('run/bamfield-west-side');
const SHOWN: Readonly<Record<string, string>> = {
  'hugh@southbamfield.example': 'Hugh Tanner, who has no account yet',
  'marie@eastbamfield.example': 'Marie Lachance, who has one',
};

export async function demoLinks({ internalDatabaseUrl, linkKeys }: Settings): Promise<DemoLink[]> {
  const client = new pg.Client({ connectionString: internalDatabaseUrl, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(`SELECT set_config('app.service_mode', 'on', true)`);
    const { rows } = await client.query<{ id: string; email: string; version: number; key_id: string }>(
      `SELECT id, invitee_email AS email, claim_token_version AS version, claim_token_key_id AS key_id
         FROM cc_invitations
        WHERE run_id = $1 AND invitee_email = ANY ($2) AND status IN ('sent', 'viewed') AND claim_token_expires_at > now()
        ORDER BY array_position($2, invitee_email)`,
      [RUN, Object.keys(SHOWN)],
    );
    await client.query('ROLLBACK');
    return rows.flatMap(({ id, email, version, key_id }) => {
      const key = linkKeys.find((one) => linkKeyId(one) === key_id);
      return key ? [{ path: `/i/${deriveToken(key, 'claim', id, version)}`, to: SHOWN[email] ?? email }] : [];
    });
  } finally {
    await client.end().catch(() => undefined);
  }
}
