// What the drills have in common: the product on a database, and acts that one of them after the other repeats.
import { startApi, type ApiProcess } from '../lib/api-process.ts';
import { queryOnce } from '../lib/clients.ts';
import type { Command } from '../lib/command.ts';
import { bringUpToDate, openDatabase } from '../lib/database.ts';
import { freePort, startEmbedded } from '../lib/embedded-postgres.ts';
import { Caller } from './caller.ts';

export const DATABASE = 'service_runs';

export interface Keys {
  readonly JWT_SECRET: string;
  readonly LINK_SECRET: string;
}

/** An empty database on a cluster of its own, which ends with the command. */
export async function emptyDatabase({ onEnd }: Command): Promise<string> {
  const postgres = await startEmbedded({ throwaway: true });
  onEnd(() => postgres.stop());
  await queryOnce(postgres.url(), `CREATE DATABASE ${DATABASE}`);
  return postgres.url(DATABASE);
}

/** Brings a database up to date, as `npm start` does, and starts the built API on it, which ends with the command. */
export async function serve(databaseUrl: string, keys: Keys, { signal, onEnd }: Command): Promise<ApiProcess> {
  const database = await openDatabase({
    ...keys,
    DATABASE_URL: databaseUrl,
    HOST: '127.0.0.1',
    PORT: String(await freePort()),
    LOG_LEVEL: 'silent',
  });
  await bringUpToDate(database);
  const api = await startApi(database.environment, database.settings, signal);
  onEnd(() => api.stop());
  return api;
}

export interface Invited {
  readonly id: string;
  readonly token: string;
}

/** An organisation with a run that jo has claimed access to, and that kim is invited to. */
export async function sharedRun(origin: string) {
  const owner = await Caller.register(origin, 'owner@harbour.example');
  const { tenant } = await owner.post<{ tenant: { id: string } }>('/api/tenants', { name: 'Harbour Septic' }, 201);
  const asOwner = owner.actingFor(tenant.id);
  const { run } = await asOwner.post<{ run: { id: string } }>('/api/provider/runs', { name: 'Pump-out' }, 201);
  await asOwner.post(`/api/provider/runs/${run.id}/transition`, { to: 'scheduled' }, 200);
  const claimed = await invite(asOwner, run.id, 'jo@people.example');
  const waiting = await invite(asOwner, run.id, 'kim@people.example');
  const jo = await Caller.register(origin, 'jo@people.example');
  await jo.post(`/api/i/${claimed.token}/claim`, {}, 200);
  await jo.get(`/api/runs/${run.id}/view`, 200);
  return { asOwner, run, claimed, waiting, jo };
}

export async function invite(owner: Caller, runId: string, email: string): Promise<Invited> {
  const { invitations } = await owner.post<{ invitations: { id: string; claim_url: string }[] }>(
    `/api/provider/runs/${runId}/stakeholder-invites`,
    { invitees: [{ email }] },
    201,
  );
  const [made] = invitations;
  return { id: made?.id ?? '', token: tokenOf(made?.claim_url ?? '') };
}

/** What stands in a claim link after `/i/`. */
export function tokenOf(claimUrl: string): string {
  return claimUrl.split('/i/')[1] ?? '';
}

export function must(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(`Not as it must be: ${otherwise}`);
}
