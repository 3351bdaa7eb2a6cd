// A backup that was made while the product runs, restored on an empty cluster, and the product on that.
import type { Command } from '../lib/command.ts';
import { findSystemPostgres, startSystemPostgres, type SystemPostgres } from '../lib/system-postgres.ts';
import { Caller } from './caller.ts';
import { DATABASE, invite, must, serve, sharedRun, type Keys } from './served.ts';

const KEYS: Keys = {
  JWT_SECRET: 'a-key-for-tokens-in-the-drill-of-a-restore',
  LINK_SECRET: 'a-key-for-links-in-the-drill-of-a-restore',
};

/** Says each step, and throws at the first that does not come out as it must. */
export async function drillRestore(command: Command, log: (line: string) => void): Promise<void> {
  const installed = findSystemPostgres();
  if (!installed) return log('Left out: no PostgreSQL with pg_dump is installed (apt-get install postgresql).');
  const began = async () => {
    const postgres = await startSystemPostgres(installed);
    command.onEnd(() => postgres.stop());
    return postgres;
  };

  const first = await began();
  log(first.run('postgres', ['--version']).toString().trim());
  first.run('psql', ['-qc', `CREATE DATABASE ${DATABASE}`]);
  const api = await serve(first.url(DATABASE), KEYS, command);
  const { asOwner, run, claimed, waiting, jo } = await sharedRun(api.address);
  log('An organisation, a run, an invitation that was claimed, and one that waits.');

  const roles = first.run('pg_dumpall', ['--roles-only', '--no-role-passwords']).toString();
  const dump = first.run('pg_dump', ['--format=custom', DATABASE]);
  log(`Backed up while it runs (${Math.round(dump.length / 1_000)} kB).`);
  const later = await invite(asOwner, run.id, 'later@people.example');
  await api.stop();

  const second = await began();
  // The cluster has its own superuser already.
  second.run('psql', ['-qv', 'ON_ERROR_STOP=1'], roles.replaceAll(/^(?:CREATE|ALTER) ROLE postgres\b.*$/gm, ''));
  second.run('psql', ['-qc', `CREATE DATABASE ${DATABASE}`]);
  second.run('pg_restore', ['--exit-on-error', `--dbname=${DATABASE}`], dump);
  const schema = (postgres: SystemPostgres) =>
    postgres
      .run('pg_dump', ['--schema-only', DATABASE])
      .toString()
      .replaceAll(/^\\(?:un)?restrict .*$/gm, '');
  must(schema(first) === schema(second), 'the restored schema, with its policies and privileges, is another');
  log('Restored on an empty cluster: tables, policies, privileges and functions are the same.');

  const again = await serve(second.url(DATABASE), KEYS, command);
  const [ownerAgain, joAgain] = [asOwner.at(again.address), jo.at(again.address)];
  await joAgain.get(`/api/runs/${run.id}/view`, 200);
  await ownerAgain.get(`/api/provider/runs/${run.id}`, 200);
  await joAgain.get(`/api/i/${waiting.token}`, 200);
  await joAgain.get(`/api/i/${later.token}`, 404);
  log('Sessions, access and links are alive; what came after the backup is not there.');
  await ownerAgain.post(`/api/provider/runs/${run.id}/stakeholder-invites/${claimed.id}/revoke`, {}, 200);
  await joAgain.get(`/api/runs/${run.id}/view`, 403);
  const kim = await Caller.register(again.address, 'kim@people.example');
  await kim.post(`/api/i/${waiting.token}/claim`, {}, 200);
  await kim.get(`/api/runs/${run.id}/view`, 200);
  log('Claiming and revoking work on what was restored.');
}
