// The built worker, killed in the middle of its work. No page is needed for it; the build is, which these tests have.
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import pg from 'pg';
import { startBuilt } from '../../tools/lib/api-process.ts';
import { WORKER_ENTRY } from '../../tools/lib/build.ts';
import { startMailCatcher, type MailCatcher } from '../../tools/lib/mail-catcher.ts';
import { cloneDatabase, linkKeyId, readSettings, testEnvironment } from '../../tools/lib/test-cluster.ts';

const MAILS = 500;
/** What one process has under way at a time: so many may go out twice when it is killed, and no more. */
const UNDER_WAY = 10;

test('a worker that is killed in the middle of 500 mails loses none, and repeats at most what was under way @desktop', async () => {
  test.setTimeout(180_000);
  const database = await cloneDatabase(process.env['ADMIN_DATABASE_URL'] ?? '');
  const client = new pg.Client({ connectionString: database.adminUrl });
  await client.connect();
  const catcher = await startMailCatcher({ kept: 2 * MAILS });
  try {
    const environment = testEnvironment(database, {
      SMTP_URL: catcher.smtpUrl,
      PORT: '3000',
      LOG_LEVEL: 'error',
      JOBS: 'on',
    });
    const settings = readSettings(environment);
    await invite(client, linkKeyId(settings.linkKeys[0] ?? ''));
    const start = async () => {
      const worker = startBuilt(WORKER_ENTRY, environment, settings);
      await once(worker, 'message');
      return worker;
    };

    const killed = await start();
    await sent(catcher, 60);
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    const before = catcher.mails().length;
    expect(before).toBeLessThan(MAILS);

    const successor = await start();
    // The jobs of the dead one are found to be nobody's after a while: as if that had passed.
    await sent(catcher, MAILS - UNDER_WAY);
    await client.query(
      `UPDATE jobs.job SET started_on = now() - interval '1 hour' WHERE name = 'mail' AND state = 'active'`,
    );
    await expect
      .poll(async () => (await states(client)).map(({ state, count }) => `${state} ${count}`), { timeout: 90_000 })
      .toEqual([`sent ${MAILS}`]);
    successor.kill('SIGTERM');
    await once(successor, 'exit');

    const got = catcher.mails().map((mail) => ({ to: mail.to[0], id: mail.headers['message-id'] }));
    const people = new Set(got.map(({ to }) => to));
    const doubles = got.length - people.size;
    console.log(
      `${before} of ${MAILS} were sent when the worker was killed; none was lost, ${doubles} went out twice.`,
    );
    expect(people.size).toBe(MAILS);
    expect(doubles).toBeLessThanOrEqual(UNDER_WAY);
    // Whoever gets one twice can tell: it is the same message.
    expect(new Set(got.map(({ id }) => id)).size).toBe(MAILS);
  } finally {
    await client.end();
    await catcher.stop();
    await database.drop();
  }
});

async function sent(catcher: MailCatcher, count: number): Promise<void> {
  for (const end = Date.now() + 60_000; catcher.mails().length < count; await sleep(5)) {
    if (Date.now() > end) throw new Error(`Only ${catcher.mails().length} mails came.`);
  }
}

async function states(client: pg.Client): Promise<{ state: string; count: string }[]> {
  return (
    await client.query<{ state: string; count: string }>('SELECT state, count(*) FROM cc_mails GROUP BY 1 ORDER BY 1')
  ).rows;
}

/** Five hundred invitations that wait to be mailed. */
async function invite(client: pg.Client, keyId: string): Promise<void> {
  const { rows } = await client.query<{ tenant_id: string; id: string }>(
    `WITH tenant AS (INSERT INTO cc_tenants (name, slug) VALUES ('Barkley', 'barkley') RETURNING id)
     INSERT INTO cc_n3_runs (tenant_id, name, status, time_zone) SELECT id, 'Pump-out', 'scheduled', 'America/Vancouver' FROM tenant
     RETURNING tenant_id, id`,
  );
  const ids = Array.from({ length: MAILS }, () => randomUUID());
  await client.query(
    `INSERT INTO cc_invitations (id, inviter_tenant_id, context_type, context_id, invitee_email, claim_token_hash, mail_token_hash,
                                 mail_state, claim_token_key_id, claim_token_expires_at)
     SELECT n.id, $1, 'service_run', $2, 'person-' || n.place || '@people.example', n.hash, n.mail_hash, 'queued', $3, now() + interval '30 days'
       FROM unnest($4::uuid[], $5::bytea[], $6::bytea[]) WITH ORDINALITY AS n (id, hash, mail_hash, place)`,
    [rows[0]?.tenant_id, rows[0]?.id, keyId, ids, ids.map(hash), ids.map(hash)],
  );
  await client.query('SELECT mail_invitations($1)', [ids]);
}

const hash = () => createHash('sha256').update(randomUUID()).digest();
