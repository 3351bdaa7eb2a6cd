import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { DataSource, type Logger, type MigrationInterface, type QueryRunner } from 'typeorm';
import { ROOT } from './files.ts';

const FOLDER = path.join(ROOT, 'migrations');
const TABLE = 'schema_migrations';
/** Any fixed number: who holds it is migrating this database. */
const LOCK = 7_312_004_881;
/** TypeORM orders by the thirteen digits at a name's end. */
const FIRST_TIMESTAMP = 1_700_000_000_000;

/** TypeORM prints a failed step by itself; here the error that is thrown says it once. */
const SILENT: Logger = {
  log: () => undefined,
  logMigration: () => undefined,
  logQuery: () => undefined,
  logQueryError: () => undefined,
  logQuerySlow: () => undefined,
  logSchemaBuild: () => undefined,
};

export interface MigrationFile {
  readonly file: string;
  /** As recorded in the table. */
  readonly name: string;
  readonly sha256: string;
  readonly sql: string;
}

export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

/** The steps, in order. A file is named like `0003-runs.sql`. */
export function migrationFiles(folder = FOLDER): MigrationFile[] {
  const numbers = new Map<number, string>();
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => {
      const [, digits, title] = /^(\d{4})-([a-z0-9-]+)\.sql$/.exec(file) ?? [];
      if (!digits || !title) throw new MigrationError(`migrations/${file} is not named like 0003-runs.sql`);
      const number = Number(digits);
      const twin = numbers.get(number);
      if (twin) throw new MigrationError(`migrations/${file} and ${twin} have the same number`);
      numbers.set(number, file);

      const sql = readFileSync(path.join(folder, file), 'utf8');
      const words = title.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
      return {
        file,
        name: `${words.join('')}${FIRST_TIMESTAMP + number}`,
        sha256: createHash('sha256').update(sql).digest('hex'),
        sql,
      };
    });
}

/**
 * Brings a database up to date: each step once, in a transaction of its own, recorded with the sum of its file.
 * A second start waits here for the first. Returns the files that were applied. `before` leaves out that file and all
 * after it, for the database of a release that is gone.
 */
export async function migrate(
  databaseUrl: string,
  { log = () => undefined, folder, before }: { log?: (line: string) => void; folder?: string; before?: string } = {},
): Promise<string[]> {
  const files = migrationFiles(folder).filter(({ file }) => before === undefined || file < before);
  return underLock(databaseUrl, async (client) => {
    // TypeORM would make this table without the sum. It inserts the name only, in the step's own transaction, so the
    // step hands the sum over through a setting.
    await client.query(`CREATE TABLE IF NOT EXISTS ${TABLE} (
      id serial PRIMARY KEY,
      timestamp bigint NOT NULL,
      name varchar NOT NULL UNIQUE,
      sha256 text NOT NULL DEFAULT current_setting('schema_migrations.sha256'),
      applied_at timestamptz NOT NULL DEFAULT now()
    )`);
    const pending = unapplied(files, await applied(client), log);
    if (pending.length === 0) return [];

    const source = new DataSource({
      type: 'postgres',
      url: databaseUrl,
      migrations: files.map((file) => asTypeOrm(file, log)),
      migrationsTableName: TABLE,
      migrationsTransactionMode: 'each',
      installExtensions: false,
      poolSize: 2,
      logger: SILENT,
    });
    try {
      await source.initialize();
      await source.runMigrations();
    } catch (error) {
      throw plain(error);
    } finally {
      if (source.isInitialized) await source.destroy();
    }
    return pending.map(({ file }) => file);
  });
}

/** The files that a database still lacks. */
export async function pendingMigrations(databaseUrl: string, folder?: string): Promise<string[]> {
  const files = migrationFiles(folder);
  const client = await connect(databaseUrl);
  try {
    const { rows } = await client.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [TABLE]);
    const done = rows[0]?.there ? await applied(client) : new Map<string, string>();
    return unapplied(files, done, () => undefined).map(({ file }) => file);
  } finally {
    await client.end();
  }
}

async function applied(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; sha256: string }>(`SELECT name, sha256 FROM ${TABLE}`);
  return new Map(rows.map(({ name, sha256 }) => [name, sha256]));
}

function unapplied(files: MigrationFile[], done: Map<string, string>, log: (line: string) => void): MigrationFile[] {
  const changed = files.find(({ name, sha256 }) => done.has(name) && done.get(name) !== sha256);
  if (changed) {
    throw new MigrationError(
      `migrations/${changed.file} was changed after it had been applied to this database: put it back, and add a new file instead.`,
    );
  }
  const known = new Set(files.map(({ name }) => name));
  const unknown = [...done.keys()].filter((name) => !known.has(name));
  // Steps only add, so older code goes on working with a newer database, as in a rolling upgrade.
  if (unknown.length > 0) log(`The database is ahead of this code by ${unknown.length} migration(s).`);
  return files.filter(({ name }) => !done.has(name));
}

function asTypeOrm(
  { file, name, sql, sha256 }: MigrationFile,
  log: (line: string) => void,
): new () => MigrationInterface {
  return class implements MigrationInterface {
    readonly name = name;

    async up(runner: QueryRunner): Promise<void> {
      log(`Migration ${file}`);
      await runner.query(`SELECT set_config('schema_migrations.sha256', $1, true)`, [sha256]);
      try {
        // Without parameters the whole file travels as one simple query: nothing here cuts SQL into statements.
        await runner.query(sql);
      } catch (error) {
        throw new MigrationError(`migrations/${file}${where(error, sql)}: ${databaseError(error).message}`);
      }
    }

    async down(): Promise<void> {
      throw new MigrationError('Migrations only go forward.');
    }
  };
}

function where(error: unknown, sql: string): string {
  const position = Number(databaseError(error).position);
  return position ? `:${[...sql].slice(0, position).filter((character) => character === '\n').length + 1}` : '';
}

function databaseError(error: unknown): Partial<pg.DatabaseError> & Error {
  return ((error as { driverError?: Error }).driverError ?? error) as Partial<pg.DatabaseError> & Error;
}

function plain(error: unknown): Error {
  return error instanceof MigrationError ? error : new MigrationError(databaseError(error).message);
}

/** The lock belongs to a connection of its own, and goes with it even when this process is killed. */
async function underLock<Result>(databaseUrl: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = await connect(databaseUrl);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function connect(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  // A lost connection fails the query in hand, which says so.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
