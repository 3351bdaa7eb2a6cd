// The database that a command works on: the one that DATABASE_URL names, or else the embedded one.
import path from 'node:path';
import {
  APP_ROLE,
  INTERNAL_ROLE,
  readSettings,
  SettingsError,
  type Environment,
  type Settings,
} from '../../apps/api/src/platform/config/settings.ts';
import { withClient } from './clients.ts';
import { startEmbedded, type EmbeddedOptions } from './embedded-postgres.ts';
import { DATA_FOLDER } from './files.ts';
import { migrate, MigrationError } from './migrations.ts';
import { derivePassword, ensureLoginRoles } from './roles.ts';
import { keptSecrets } from './secrets.ts';

const NAME = 'service_runs';
const UNKNOWN = `postgres://unknown@localhost/${NAME}`;

export interface OpenDatabase {
  /** Everything that a process of ours needs to be told. */
  readonly environment: Environment;
  readonly settings: Settings;
  close(): Promise<void>;
}

/** Whether nobody has named a database. */
export function isEmbedded(env: Environment): boolean {
  return !env['DATABASE_URL'] && !env['APP_DATABASE_URL'] && !env['INTERNAL_DATABASE_URL'];
}

/** The settings before there is an embedded database: a bad one is told before anything is started or built. */
export function checkSettings(env: Environment): Settings {
  if (!isEmbedded(env)) return readSettings(env);
  return readSettings({ ...env, ...embeddedSecrets(env), SERVICE_RUNS_EMBEDDED: 'on', DATABASE_URL: UNKNOWN });
}

/** Starts the embedded PostgreSQL where no other is named, and reads the settings. */
export async function openDatabase(
  env: Environment,
  options: Pick<EmbeddedOptions, 'whenRunning' | 'log'> = {},
): Promise<OpenDatabase> {
  if (!isEmbedded(env)) return { environment: env, settings: readSettings(env), close: async () => undefined };

  const postgres = await startEmbedded({ folder: path.join(DATA_FOLDER, 'postgres'), ...options });
  try {
    await createDatabase(postgres.url());
    const environment: Environment = {
      ...env,
      ...embeddedSecrets(env),
      SERVICE_RUNS_EMBEDDED: 'on',
      DATABASE_URL: postgres.url(NAME),
    };
    return { environment, settings: readSettings(environment), close: () => postgres.stop() };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

/** Makes the login roles and brings the database up to date. Returns the migrations that were applied. */
export async function bringUpToDate(
  { environment, settings }: OpenDatabase,
  log?: (line: string) => void,
): Promise<string[]> {
  const url = settings.databaseUrl;
  if (!url)
    throw new SettingsError('DATABASE_URL', 'is needed to migrate (MIGRATE=off leaves that to `npm run migrate`)');
  const derived = (role: string) => derivePassword(settings.jwtKeys.join(','), role);
  try {
    await ensureLoginRoles(url, {
      ...(!environment['APP_DATABASE_URL'] && { [APP_ROLE]: derived(APP_ROLE) }),
      ...(!environment['INTERNAL_DATABASE_URL'] && { [INTERNAL_ROLE]: derived(INTERNAL_ROLE) }),
    });
    return await migrate(url, { log });
  } catch (error) {
    if (settings.embedded && error instanceof MigrationError) {
      throw new MigrationError(`${error.message} (To begin anew with an empty database: remove .data/)`);
    }
    throw unreachable(error) ?? error;
  }
}

/** A connection that was refused, as a line about the setting that led there. */
function unreachable(error: unknown): Error | undefined {
  const { code, message } = error as NodeJS.ErrnoException;
  if (['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ECONNRESET'].includes(code ?? '')) {
    return new SettingsError('DATABASE_URL', `names a server that cannot be reached (${code})`);
  }
  // 28: it does not let this role in; 3D: it has no such database.
  return /^(28|3D)/.test(code ?? '') ? new SettingsError('DATABASE_URL', `is refused: ${message}`) : undefined;
}

async function createDatabase(url: string): Promise<void> {
  await withClient(url, async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [NAME]);
    if (!rowCount) await client.query(`CREATE DATABASE ${NAME}`);
  });
}

/** Those that the environment does not give come from the file that is kept beside the database. */
function embeddedSecrets(env: Environment): Environment {
  const { JWT_SECRET, LINK_SECRET } = keptSecrets(DATA_FOLDER);
  return { JWT_SECRET: env['JWT_SECRET'] || JWT_SECRET, LINK_SECRET: env['LINK_SECRET'] || LINK_SECRET };
}
