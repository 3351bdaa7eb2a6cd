import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startEmbedded, type EmbeddedPostgres } from './embedded-postgres.ts';
import { commandLine, isAlive } from './processes.ts';
import { startScript } from './script-process.ts';

jest.setTimeout(60_000);

let folder: string;
let started: EmbeddedPostgres | undefined;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'embedded-'));
});

afterEach(async () => {
  await started?.stop();
  started = undefined;
  rmSync(folder, { recursive: true });
});

async function start(): Promise<EmbeddedPostgres> {
  return (started = await startEmbedded({ folder }));
}

async function query(postgres: EmbeddedPostgres, sql: string): Promise<pg.QueryResultRow[]> {
  const client = new pg.Client({ connectionString: postgres.url() });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

/** Another process that starts the same cluster, and tells its server's process number. */
async function elsewhere(options = ''): Promise<{ child: ChildProcess; server: number }> {
  const script = `
    import { startEmbedded } from ${JSON.stringify(path.join(__dirname, 'embedded-postgres.ts'))};
    import pg from 'pg';
    const postgres = await startEmbedded({ folder: ${JSON.stringify(folder)} ${options} });
    const client = new pg.Client({ connectionString: postgres.url() });
    await client.connect();
    await client.query('CREATE TABLE IF NOT EXISTS kept (what text)');
    const { rows } = await client.query("SELECT split_part(pg_read_file('postmaster.pid'), E'\\\\n', 1)::int AS pid");
    await client.end();
    console.log(rows[0].pid);
  `;
  const { child, line } = await startScript(script);
  return { child, server: Number(line) };
}

describe('the embedded PostgreSQL', () => {
  it('keeps its data and its password from one start to the next, readable by nobody else', async () => {
    const first = await start();
    await query(first, 'CREATE TABLE kept (what text)');
    await query(first, `INSERT INTO kept VALUES ('Ä')`);
    await first.stop();

    const second = await start();
    expect(await query(second, 'SELECT lower(what) AS lower FROM kept')).toEqual([{ lower: 'ä' }]);
    expect(statSync(path.join(folder, 'cluster')).mode & 0o777).toBe(0o700);
    expect(statSync(path.join(folder, 'superuser-password')).mode & 0o777).toBe(0o600);
  });

  it('lets nobody in without the password', async () => {
    const postgres = await start();
    const wrong = new pg.Client({
      connectionString: Object.assign(new URL(postgres.url()), { password: 'wrong' }).href,
    });
    await expect(wrong.connect()).rejects.toThrow(/password authentication failed/);
  });

  it('leaves nothing running when it was stopped', async () => {
    const { child, server } = await elsewhere(', whenRunning: "attach"');
    expect(commandLine(server)).toContain(folder);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isAlive(server)).toBe(true);

    await (await start()).stop();
    expect(isAlive(server)).toBe(false);
    expect(existsSync(path.join(folder, 'cluster', 'postmaster.pid'))).toBe(false);
  });

  it('takes over what a killed start has left, with its data', async () => {
    const { child, server } = await elsewhere();
    child.kill('SIGKILL');
    await once(child, 'exit');

    const postgres = await start();
    expect(await query(postgres, 'SELECT count(*)::int AS rows FROM kept')).toEqual([{ rows: 0 }]);
    expect(isAlive(server)).toBe(true);
  });

  it('starts again when the server itself was killed', async () => {
    const { child, server } = await elsewhere();
    process.kill(server, 'SIGKILL');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await query(await start(), 'SELECT count(*)::int AS rows FROM kept')).toEqual([{ rows: 0 }]);
  });

  it('does not take a running start’s database away, but lets other commands use it', async () => {
    const { child, server } = await elsewhere();
    try {
      await expect(start()).rejects.toThrow(`already runs from this folder (process ${child.pid})`);
      const attached = await startEmbedded({ folder, whenRunning: 'attach' });
      expect(await query(attached, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      await attached.stop();
      expect(isAlive(server)).toBe(true);
    } finally {
      child.kill('SIGKILL');
      await once(child, 'exit');
      await (await start()).stop();
    }
  });
});
