// The PostgreSQL that a machine has from its packages, with the programs that ours comes without: pg_dump and the like.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import {
  connection,
  initialise,
  launch,
  makeThrowawayFolder,
  serverEnvironment,
  stopPostmaster,
  unprivilegedAccount,
  type EmbeddedPostgres,
  type Place,
} from './embedded-postgres.ts';

const PROGRAMS = ['initdb', 'postgres', 'pg_dump', 'pg_dumpall', 'pg_restore', 'psql'];
const PACKAGES = '/usr/lib/postgresql';

export interface SystemPostgres extends EmbeddedPostgres {
  /** Runs one of its programs on this cluster. Gives what it has printed; throws what it has said otherwise. */
  run(program: string, args: readonly string[], input?: Buffer | string): Buffer;
}

/** The folder of the newest one, or nothing where none is complete. */
export function findSystemPostgres(): string | undefined {
  if (!existsSync(PACKAGES)) return undefined;
  return readdirSync(PACKAGES)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => path.join(PACKAGES, version))
    .find((folder) => PROGRAMS.every((program) => existsSync(path.join(folder, 'bin', program))));
}

/** An empty cluster of its own, thrown away at the end. */
export async function startSystemPostgres(native: string): Promise<SystemPostgres> {
  const folder = makeThrowawayFolder();
  const account = unprivilegedAccount();
  const place: Place = {
    what: 'The system’s PostgreSQL',
    folder,
    cluster: path.join(folder, 'cluster'),
    account,
    native,
  };
  mkdirSync(place.cluster, { mode: 0o700 });
  if (account) chownSync(place.cluster, account.uid, account.gid);
  const password = randomBytes(24).toString('base64url');
  await initialise(place, password, () => undefined, []);
  const { pid, port } = await launch(place, []);
  const server = connection(port, password, async () => {
    await stopPostmaster(pid, 'SIGQUIT');
    rmSync(folder, { recursive: true, force: true });
  });
  const env = { PGHOST: '127.0.0.1', PGPORT: String(port), PGUSER: 'postgres', PGPASSWORD: password };
  return {
    ...server,
    run: (program, args, input) => {
      const { status, stdout, stderr, error } = spawnSync(path.join(native, 'bin', program), args, {
        ...account,
        cwd: '/',
        env: { ...serverEnvironment(), ...env },
        input,
        maxBuffer: 1e9,
      });
      if (status !== 0) throw new Error(`${program} failed: ${error?.message ?? stderr.toString().trim()}`);
      return stdout;
    },
  };
}
