import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { databaseAt, queryOnce } from '../../../../tools/lib/clients.ts';
import { migrate, migrationFiles, pendingMigrations } from '../../../../tools/lib/migrations.ts';
import { CLUSTER_VARIABLE } from '../support/cluster';
import { PATIENCE } from '../support/database';

jest.setTimeout(PATIENCE);

const cluster = String(process.env[CLUSTER_VARIABLE]);
const made: string[] = [];
const all = migrationFiles().map(({ file }) => file);

async function emptyDatabase(): Promise<string> {
  const name = `migrations_${randomBytes(5).toString('hex')}`;
  await queryOnce(cluster, `CREATE DATABASE ${name}`);
  made.push(name);
  return databaseAt(cluster, name);
}

/** Everything that the steps make, in words. */
async function shapeOf(url: string): Promise<object[]> {
  return queryOnce(
    url,
    `SELECT 'table' AS kind, c.relname || ' ' || coalesce(c.relacl::text, '') || c.relrowsecurity || c.relforcerowsecurity AS what FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'i')
      UNION ALL SELECT 'policy', tablename || policyname || cmd || roles::text || coalesce(qual, '') || coalesce(with_check, '') FROM pg_policies WHERE schemaname = 'public'
      UNION ALL SELECT 'function', p.oid::regprocedure || ' ' || coalesce(p.proacl::text, '') || md5(p.prosrc) FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
      ORDER BY 1, 2`,
  );
}

afterAll(async () => {
  for (const name of made) await queryOnce(cluster, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
});

it('run on an empty database, each once, and a second time change nothing', async () => {
  const url = await emptyDatabase();
  expect(await pendingMigrations(url)).toEqual(all);
  expect(await migrate(url)).toEqual(all);
  const shape = await shapeOf(url);
  expect(shape.length).toBeGreaterThan(100);
  expect(await migrate(url)).toEqual([]);
  expect(await pendingMigrations(url)).toEqual([]);
  expect(await shapeOf(url)).toEqual(shape);
});

it('raced by several starts at once are done by one of them', async () => {
  const url = await emptyDatabase();
  const done = await Promise.all(Array.from({ length: 4 }, () => migrate(url)));
  expect(done.filter((files) => files.length > 0)).toEqual([all]);
  const rows = await queryOnce<{ times: number }>(url, 'SELECT count(*)::int AS times FROM schema_migrations');
  expect(rows).toEqual([{ times: all.length }]);
});

it('of several databases of one cluster at once do not trip over the roles that they share', async () => {
  const urls = await Promise.all(Array.from({ length: 3 }, emptyDatabase));
  const done = await Promise.all(urls.map((url) => migrate(url)));
  expect(done).toEqual(urls.map(() => all));
});

it('a step that fails leaves nothing of itself, and the next start goes on from there', async () => {
  const url = await emptyDatabase();
  const folder = mkdtempSync(path.join(tmpdir(), 'service-runs-migrations-'));
  try {
    writeFileSync(path.join(folder, '0001-first.sql'), 'CREATE TABLE first (id int);');
    writeFileSync(path.join(folder, '0002-second.sql'), 'CREATE TABLE second (id int);\nSELECT 1 / 0;');
    await expect(migrate(url, { folder })).rejects.toThrow('migrations/0002-second.sql');
    const tables = () =>
      queryOnce<{ name: string }>(
        url,
        `SELECT relname AS name FROM pg_class WHERE relname IN ('first', 'second') ORDER BY 1`,
      );
    expect(await tables()).toEqual([{ name: 'first' }]);
    writeFileSync(path.join(folder, '0002-second.sql'), 'CREATE TABLE second (id int);');
    expect(await migrate(url, { folder })).toEqual(['0002-second.sql']);
    expect(await tables()).toEqual([{ name: 'first' }, { name: 'second' }]);
    writeFileSync(path.join(folder, '0001-first.sql'), 'CREATE TABLE first (id bigint);');
    await expect(migrate(url, { folder })).rejects.toThrow('was changed after it had been applied');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
