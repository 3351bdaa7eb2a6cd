// `npm run bench`: the hot reads against a bare server that runs the same statements, as ratios within one run.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { median, requestsPerSecond, type Target } from '../bench/measure.ts';
import { seed } from '../bench/seed.ts';
import { openStreams } from '../bench/streams.ts';
import { startApi } from './lib/api-process.ts';
import { buildIfStale } from './lib/build.ts';
import { CommandError, readOptions, runCommand } from './lib/command.ts';
import { stopChild } from './lib/processes.ts';
import { cloneDatabase, readSettings, startTestCluster, testEnvironment } from './lib/test-cluster.ts';

const { quick } = readOptions(
  `
Usage: npm run bench -- [--quick]

Measures the hot reads of the built API against a bare Fastify and pg server that verifies the same token and runs the
same statements (bench/ceiling.ts), on a throwaway database, in turn. Prints ratios and writes tmp/bench.json.

  --quick   one short round instead of five
`,
  { quick: { type: 'boolean' } },
) as { quick?: boolean };

const CONNECTIONS = 32;
const POOL = 10;
const ROUNDS = quick ? 1 : 5;
const SECONDS = quick ? 2 : 4;
const STREAMS = 1_000;

await runCommand(async ({ signal, onEnd }) => {
  const log = (line: string) => console.log(line);
  await buildIfStale({ log, signal });
  const cluster = await startTestCluster();
  onEnd(() => cluster.stop());
  const database = await cloneDatabase(cluster.url);

  const ports = { api: 3911, ceiling: 3912 };
  const environment = testEnvironment(database, { PORT: String(ports.api), DATABASE_POOL: String(POOL) });
  const settings = readSettings(environment);
  const rows = await seed(
    database.adminUrl,
    { jwt: settings.jwtKeys[0] ?? '', link: settings.linkKeys[0] ?? '' },
    { runs: 5_000 },
  );

  const api = await startApi(environment, settings, signal);
  onEnd(() => api.stop());
  const ceiling = spawn(process.execPath, [path.join(import.meta.dirname, '../bench/ceiling.ts')], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...environment, PORT: String(ports.ceiling), NODE_ENV: 'production' },
  });
  onEnd(() => stopChild(ceiling, 5_000));
  await sleep(1_000);
  if (ceiling.exitCode !== null) throw new CommandError('The bare server did not start.');

  const stakeholder = { authorization: `Bearer ${rows.stakeholderToken}` };
  const owner = { authorization: `Bearer ${rows.ownerToken}`, 'x-tenant-id': rows.tenantId };
  const reads: { name: string; path: string; headers: Record<string, string>; expected: string }[] = [
    {
      name: 'GET /api/runs/:id/view',
      path: `/api/runs/${rows.runId}/view`,
      headers: stakeholder,
      expected: 'Septic pump-out 1"',
    },
    { name: 'GET /api/provider/runs', path: '/api/provider/runs', headers: owner, expected: 'Septic pump-out 5000' },
    {
      name: 'GET …/stakeholder-invites',
      path: `/api/provider/runs/${rows.runId}/stakeholder-invites`,
      headers: owner,
      expected: 'person42@coast.example',
    },
    {
      name: 'GET /api/notifications',
      path: '/api/notifications',
      headers: stakeholder,
      expected: 'Septic pump-out 1\\"',
    },
    {
      name: 'GET /api/provider/requests',
      path: '/api/provider/requests',
      headers: owner,
      expected: 'person1@coast.example',
    },
    {
      name: 'GET /api/tenant/members',
      path: '/api/tenant/members',
      headers: owner,
      expected: 'person101@coast.example',
    },
    {
      name: 'GET /api/portals/:slug/runs',
      path: `/api/portals/${rows.portalSlug}/runs`,
      headers: {},
      expected: 'Septic pump-out 1',
    },
    { name: 'GET /p/:slug, the page', path: `/p/${rows.portalSlug}`, headers: {}, expected: 'Septic pump-out 1' },
    { name: 'GET /api/i/:token', path: `/api/i/${rows.linkToken}`, headers: {}, expected: 'Septic pump-out 1"' },
  ];

  const results = [];
  for (const { name, path: url, headers, expected } of reads) {
    const target = (port: number): Target => ({ url: `http://127.0.0.1:${port}${url}`, headers, expected });
    await requestsPerSecond(target(ports.ceiling), CONNECTIONS, 1);
    await requestsPerSecond(target(ports.api), CONNECTIONS, 1);
    const pairs: { subject: number; ceiling: number }[] = [];
    for (let round = 0; round < ROUNDS && !signal.aborted; round++) {
      pairs.push({
        ceiling: await requestsPerSecond(target(ports.ceiling), CONNECTIONS, SECONDS),
        subject: await requestsPerSecond(target(ports.api), CONNECTIONS, SECONDS),
      });
    }
    const result = {
      name,
      requestsPerSecond: Math.round(median(pairs.map((pair) => pair.subject))),
      ceiling: Math.round(median(pairs.map((pair) => pair.ceiling))),
      ratio: Number(median(pairs.map((pair) => pair.subject / pair.ceiling)).toFixed(2)),
    };
    results.push(result);
    log(
      `${name.padEnd(32)} ${String(result.requestsPerSecond).padStart(6)}/s  of ${String(result.ceiling).padStart(6)}/s  ratio ${result.ratio.toFixed(2)}`,
    );
  }
  if (!signal.aborted) results.push(await besideStreams());

  /** Against itself without them. */
  async function besideStreams() {
    const view = reads[0] as (typeof reads)[number];
    const target: Target = { ...view, url: `http://127.0.0.1:${ports.api}${view.path}` };
    const tokens = Array.from(
      { length: STREAMS },
      (_, n) => rows.everybodysTokens[n % rows.everybodysTokens.length] ?? '',
    );
    const pairs: { subject: number; ceiling: number }[] = [];
    for (let round = 0; round < ROUNDS && !signal.aborted; round++) {
      const alone = await requestsPerSecond(target, CONNECTIONS, SECONDS);
      const end = await openStreams(`http://127.0.0.1:${ports.api}`, tokens);
      pairs.push({ ceiling: alone, subject: await requestsPerSecond(target, CONNECTIONS, SECONDS) });
      end();
      await sleep(500);
    }
    const result = {
      name: `the same beside ${STREAMS} streams`,
      requestsPerSecond: Math.round(median(pairs.map((pair) => pair.subject))),
      ceiling: Math.round(median(pairs.map((pair) => pair.ceiling))),
      ratio: Number(median(pairs.map((pair) => pair.subject / pair.ceiling)).toFixed(2)),
    };
    log(
      `${result.name.padEnd(32)} ${String(result.requestsPerSecond).padStart(6)}/s  of ${String(result.ceiling).padStart(6)}/s  ratio ${result.ratio.toFixed(2)}`,
    );
    return result;
  }

  mkdirSync('tmp', { recursive: true });
  writeFileSync(
    'tmp/bench.json',
    `${JSON.stringify({ at: new Date().toISOString(), node: process.version, results }, null, 2)}\n`,
  );
});
