// What the drills have in common: the product on a database, and acts that one of them after the other repeats.
import { startApi, type ApiProcess } from '../lib/api-process.ts';
import type { Command } from '../lib/command.ts';
import { bringUpToDate, openDatabase } from '../lib/database.ts';
import { freePort } from '../lib/embedded-postgres.ts';
import type { Caller } from './caller.ts';

export interface Keys {
  readonly JWT_SECRET: string;
  readonly LINK_SECRET: string;
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
