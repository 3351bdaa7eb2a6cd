// Claims, of which no two are alike: over HTTP, and straight at the database as what they are measured against.
import { spawn } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { linkKeyId } from '../apps/api/src/platform/config/link-keys.ts';
import { notification } from '../libs/copy/src/catalogue/notification.ts';
import { drive, type Figures, type Throughput } from './measure.ts';
import type { Stage } from './stage.ts';

/** As many as the claims of both ways come from. */
export const CLAIMING_CLIENTS = 8;

const TEXTS = [
  notification['notification.claimed.title'],
  notification['notification.claimed.body'],
  notification['notification.invite_claimed.title'],
  notification['notification.invite_claimed.body'],
  notification['notification.invited.title'],
  notification['notification.invited.body'],
  notification['notification.invited_member.body'],
];

/** Hands out what can be claimed once, so that both ways take their own. */
export class Claims {
  private readonly stage: Stage;
  private readonly pgbench = findPgbench();
  private taken = 0;

  /** What `straight` calls with. */
  readonly against = this.pgbench ? 'pgbench' : 'bare connections';

  constructor(stage: Stage) {
    this.stage = stage;
  }

  overHttp(seconds: number): Promise<Figures> {
    const { rows, api } = this.stage;
    const next = () => {
      const one = rows.claimables[this.taken++];
      if (!one) throw new Error('There are no more invitations to claim: the machine is faster than the bench expects');
      return {
        method: 'POST' as const,
        path: `/api/i/${one.token}/claim`,
        headers: { authorization: `Bearer ${one.person.token}` },
      };
    };
    return drive(
      { url: api.origin, headers: {}, expected: '"redirect":"/app/runs/', next },
      { connections: CLAIMING_CLIENTS, seconds, pid: api.pid },
    );
  }

  /** By calling the same function. */
  async straight(seconds: number): Promise<Throughput> {
    const { adminUrl, internalUrl } = this.stage.database;
    const call = callOf(this.stage.linkKey);
    const admin = new pg.Client({ connectionString: adminUrl });
    await admin.connect();
    try {
      await admin.query(`SELECT setval('bench_claims_taken', $1, false)`, [this.taken + 1]);
      const perSecond = this.pgbench
        ? await byPgbench(this.pgbench, internalUrl, call, seconds)
        : await byConnections(internalUrl, call, seconds);
      const { rows } = await admin.query<{ taken: string }>('SELECT last_value AS taken FROM bench_claims_taken');
      // Those who were told to stop had one under way each.
      this.taken = Number(rows[0]?.taken) + CLAIMING_CLIENTS;
      return { perSecond };
    } finally {
      await admin.end();
    }
  }
}

/** The next invitation's claim, by its own person. */
function callOf(linkKey: string): string {
  const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;
  return `SELECT c.* FROM bench_claims b, LATERAL claim_invitation(b.individual, b.session, live_link(b.hash, ARRAY[${literal(
    linkKeyId(linkKey),
  )}]), ${TEXTS.map(literal).join(', ')}) AS c WHERE b.n = (SELECT nextval('bench_claims_taken'))`;
}

function findPgbench(): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), ...globSync('/usr/lib/postgresql/*/bin')];
  return folders.map((folder) => path.join(folder, 'pgbench')).find((file) => existsSync(file));
}

async function byPgbench(program: string, url: string, call: string, seconds: number): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'service-runs-bench-'));
  try {
    const script = path.join(folder, 'claim.sql');
    writeFileSync(script, `${call};\n`);
    const { hostname, port, username, password, pathname } = new URL(url);
    const said = await run(
      program,
      [
        '-n',
        '-M',
        'prepared',
        '-c',
        String(CLAIMING_CLIENTS),
        '-j',
        '1',
        '-T',
        String(seconds),
        '-f',
        script,
        pathname.slice(1),
      ],
      { PGHOST: hostname, PGPORT: port, PGUSER: username, PGPASSWORD: decodeURIComponent(password) },
    );
    const perSecond = /tps = ([\d.]+)/.exec(said)?.[1];
    if (perSecond === undefined || !/number of failed transactions: 0 /.test(said)) throw new Error(said);
    return Number(perSecond);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Where there is no pgbench: the same statement, prepared, as fast as so many connections go. */
async function byConnections(url: string, call: string, seconds: number): Promise<number> {
  const clients = Array.from({ length: CLAIMING_CLIENTS }, () => new pg.Client({ connectionString: url }));
  await Promise.all(clients.map((client) => client.connect()));
  let count = 0;
  const end = Date.now() + seconds * 1_000;
  await Promise.all(
    clients.map(async (client) => {
      for (; Date.now() < end; count++) await client.query({ name: 'claim', text: call });
    }),
  );
  await Promise.all(clients.map((client) => client.end()));
  return count / seconds;
}

function run(program: string, args: string[], environment: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
    const said: Buffer[] = [];
    child.stdout.on('data', (data: Buffer) => said.push(data));
    child.stderr.on('data', (data: Buffer) => said.push(data));
    child.on('error', reject);
    child.on('close', (code) => {
      const text = Buffer.concat(said).toString();
      if (code === 0) resolve(text);
      else reject(new Error(`pgbench ended with ${code}:\n${text}`));
    });
  });
}
