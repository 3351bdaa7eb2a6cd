// The data of the first release, brought up to date, and the product on that.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { deriveToken } from '../../apps/api/src/invitations/link-token.ts';
import { withClient } from '../lib/clients.ts';
import type { Command } from '../lib/command.ts';
import { migrate, pendingMigrations } from '../lib/migrations.ts';
import { derivedPasswords, ensureLoginRoles } from '../lib/roles.ts';
import { Caller } from './caller.ts';
import { emptyDatabase, must, serve, type Keys } from './served.ts';

/** What the first release was started with when `first-release.sql` was dumped from it. */
const KEYS: Keys = {
  JWT_SECRET: 'a-key-for-tokens-of-the-first-release-1',
  LINK_SECRET: 'a-key-for-links-of-the-first-release-001',
};
const PASSWORD = 'a lamp beside the inlet';
/** The first migration that the first release did not have. */
const FIRST_AFTER = '0014';

interface Invitation {
  readonly id: string;
  readonly invitee_email: string;
  readonly status: string;
}

/** Says each step, and throws at the first that does not come out as it must. */
export async function drillUpgrade(command: Command, log: (line: string) => void): Promise<void> {
  const url = await emptyDatabase(command);
  await makeFirstRelease(url);
  log(`The first release’s schema and data; ${(await pendingMigrations(url)).length} migrations later:`);

  const { address } = await serve(url, KEYS, command);
  const owner = await Caller.signIn(address, 'owner@people.example', PASSWORD);
  const jo = await Caller.signIn(address, 'jo@people.example', PASSWORD);
  const lee = await Caller.signIn(address, 'lee@people.example', PASSWORD);
  const { tenants } = await owner.get<{ tenants: { id: string }[] }>('/api/auth/me', 200);
  const asOwner = owner.actingFor(tenants[0]?.id ?? '');
  const { runs } = await asOwner.get<{ runs: { id: string }[] }>('/api/provider/runs', 200);
  const runId = runs[0]?.id ?? '';
  await jo.get(`/api/runs/${runId}/view`, 200);
  await lee.get(`/api/runs/${runId}/view`, 403);
  log('Passwords sign in; who had access has it, and from whom it was taken has it not.');

  const invites = `/api/provider/runs/${runId}/stakeholder-invites`;
  const { invitations } = await asOwner.get<{ invitations: Invitation[] }>(invites, 200);
  const stands = Object.fromEntries(invitations.map(({ invitee_email, status }) => [invitee_email, status]));
  const wanted = { jo: 'claimed', kim: 'sent', lee: 'revoked', max: 'revoked' };
  for (const [name, status] of Object.entries(wanted))
    must(
      stands[`${name}@people.example`] === status,
      `the invitation of ${name} is ${stands[`${name}@people.example`]}`,
    );
  const kims = invitations.find(({ status }) => status === 'sent')?.id ?? '';
  const token = deriveToken(KEYS.LINK_SECRET, 'claim', kims, 1);
  const kim = await Caller.register(address, 'kim@people.example');
  await kim.post(`/api/i/${token}/claim`, {}, 200);
  await kim.get(`/api/runs/${runId}/view`, 200);
  log('Invitations are where they were; the link of the one that waited is claimed.');

  const { receipt } = await asOwner.get<{ receipt: { people: { status: string }[] } }>(
    `/api/tenant/runs/${runId}/access-receipt`,
    200,
  );
  const had = receipt.people.map(({ status }) => status).sort();
  must(String(had) === 'active,active,revoked', `the receipt tells of ${had}`);
  log('The access receipt tells of what was before.');
}

async function makeFirstRelease(url: string): Promise<void> {
  await ensureLoginRoles(url, derivedPasswords(KEYS.JWT_SECRET));
  await migrate(url, { before: FIRST_AFTER });
  await withClient(url, async (admin) => {
    // As a restore does: rows come before those that they refer to, and trigger nothing.
    await admin.query('SET session_replication_role = replica');
    await admin.query(readFileSync(path.join(import.meta.dirname, 'first-release.sql'), 'utf8'));
    // The data stays as old as it is, and the links in it do not outlive that.
    await admin.query(`UPDATE cc_invitations SET claim_token_expires_at = now() + interval '30 days'`);
  });
}
