import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { databaseAt, queryOnce } from './clients.ts';
import { migrate, migrationFiles, pendingMigrations } from './migrations.ts';

const cluster = process.env['SERVICE_RUNS_TEST_CLUSTER'] ?? '';

let folder: string;
let database: string;
let url: string;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'migrations-'));
  database = `migrations_${randomBytes(5).toString('hex')}`;
  await queryOnce(cluster, `CREATE DATABASE ${database}`);
  url = databaseAt(cluster, database);
});

afterEach(async () => {
  rmSync(folder, { recursive: true });
  await queryOnce(cluster, `DROP DATABASE ${database} WITH (FORCE)`);
});

function write(file: string, sql: string): void {
  writeFileSync(path.join(folder, file), sql);
}

describe('migrate', () => {
  it('applies each file once, in order, and records it with its sum', async () => {
    write('0002-second.sql', 'INSERT INTO steps VALUES (2);');
    write('0001-first.sql', 'CREATE TABLE steps (step int); INSERT INTO steps VALUES (1);');
    expect(await pendingMigrations(url, folder)).toEqual(['0001-first.sql', '0002-second.sql']);
    expect(await migrate(url, { folder })).toEqual(['0001-first.sql', '0002-second.sql']);

    write('0003-third.sql', 'INSERT INTO steps VALUES (3);');
    expect(await migrate(url, { folder })).toEqual(['0003-third.sql']);
    expect(await migrate(url, { folder })).toEqual([]);
    expect(await pendingMigrations(url, folder)).toEqual([]);

    expect(await queryOnce(url, 'SELECT step FROM steps')).toEqual([{ step: 1 }, { step: 2 }, { step: 3 }]);
    expect(await queryOnce(url, 'SELECT name, sha256 FROM schema_migrations ORDER BY id')).toEqual(
      migrationFiles(folder).map(({ name, sha256 }) => ({ name, sha256 })),
    );
  });

  it('sends a file as it is: bodies of functions with their own semicolons and dollars', async () => {
    write(
      '0001-f.sql',
      `CREATE FUNCTION f() RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN ';$1'; END $$; SELECT f();`,
    );
    await migrate(url, { folder });
    expect(await queryOnce(url, 'SELECT f()')).toEqual([{ f: ';$1' }]);
  });

  it('lets starts that come together apply each step once', async () => {
    write('0001-first.sql', 'CREATE TABLE steps (step int); SELECT pg_sleep(0.1);');
    write('0002-second.sql', 'INSERT INTO steps VALUES (2);');
    const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(url, { folder })));
    expect(applied.flat()).toEqual(['0001-first.sql', '0002-second.sql']);
  });

  it('names the file and the line of a mistake, undoes that step, and keeps those before it', async () => {
    write('0001-first.sql', 'CREATE TABLE steps (step int);');
    write('0002-second.sql', 'INSERT INTO steps VALUES (1);\n\nSELEC 2;');
    await expect(migrate(url, { folder })).rejects.toThrow(/^migrations\/0002-second\.sql:3: syntax error/);
    expect(await queryOnce(url, 'SELECT step FROM steps')).toEqual([]);
    expect(await pendingMigrations(url, folder)).toEqual(['0002-second.sql']);
  });

  it('refuses a file that was changed after it had been applied', async () => {
    write('0001-first.sql', 'CREATE TABLE steps (step int);');
    await migrate(url, { folder });
    write('0001-first.sql', 'CREATE TABLE steps (step bigint);');
    await expect(migrate(url, { folder })).rejects.toThrow(/^migrations\/0001-first\.sql was changed after/);
    await expect(pendingMigrations(url, folder)).rejects.toThrow(/was changed after/);
  });

  it('lets older code start on a newer database', async () => {
    write('0001-first.sql', 'CREATE TABLE steps (step int);');
    write('0002-second.sql', 'INSERT INTO steps VALUES (2);');
    await migrate(url, { folder });
    rmSync(path.join(folder, '0002-second.sql'));
    const log = jest.fn();
    expect(await migrate(url, { folder, log })).toEqual([]);
    expect(log).toHaveBeenCalledWith('The database is ahead of this code by 1 migration(s).');
  });

  it('refuses a name that has no place in the order, and two of one number', () => {
    write('first.sql', '');
    expect(() => migrationFiles(folder)).toThrow('migrations/first.sql is not named like 0003-runs.sql');
    rmSync(path.join(folder, 'first.sql'));
    write('0001-a.sql', '');
    write('0001-b.sql', '');
    expect(() => migrationFiles(folder)).toThrow('migrations/0001-b.sql and 0001-a.sql have the same number');
  });
});
