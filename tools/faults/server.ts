import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { startApi, type ApiProcess } from '../lib/api-process.ts';
import { withClient } from '../lib/clients.ts';
import { freePort } from '../lib/embedded-postgres.ts';
import { endAtOnce } from '../lib/processes.ts';
import { cloneDatabase, readSettings, testEnvironment, type TestDatabase } from '../lib/test-cluster.ts';

/** The built API on one port, which is started again when it is gone, and its database. */
export class Server {
  readonly database: TestDatabase;
  private readonly launch: () => Promise<ApiProcess>;
  private api: ApiProcess;

  private constructor(database: TestDatabase, launch: () => Promise<ApiProcess>, api: ApiProcess) {
    this.database = database;
    this.launch = launch;
    this.api = api;
  }

  static async start(clusterUrl: string, signal: AbortSignal): Promise<Server> {
    const database = await cloneDatabase(clusterUrl);
    const environment = testEnvironment(database, { PORT: String(await freePort()), JOBS: 'on' });
    const launch = () => startApi(environment, readSettings(environment), signal);
    const server = new Server(database, launch, await launch());
    // The cluster is a throwaway, which may forget the last commits when it is killed. This database may not.
    await server.asAdmin((admin) => admin.query(`ALTER DATABASE ${database.name} SET synchronous_commit = on`));
    await server.cutConnections();
    return server;
  }

  get origin(): string {
    return this.api.address;
  }

  /** Kills the API wherever it is, and starts it anew. */
  async kill(): Promise<void> {
    await endAtOnce(this.api.child.pid as number);
    this.api = await this.launch();
  }

  /** Ends the API in order, under load, and starts it anew. */
  async restart(): Promise<void> {
    await this.api.stop();
    this.api = await this.launch();
  }

  async stop(): Promise<void> {
    await this.api.stop();
  }

  async cutConnections(): Promise<number> {
    return this.asAdmin(async (admin) => {
      const { rowCount } = await admin.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename LIKE 'service\\_runs\\_%'`,
      );
      return rowCount ?? 0;
    });
  }

  /** Kills one process of PostgreSQL, which then ends all others, recovers from its log, and lets people in again. */
  async killDatabase(): Promise<void> {
    const pid = await this.asAdmin(async (admin) => {
      const { rows } = await admin.query<{ pid: number }>(
        `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND usename LIKE 'service\\_runs\\_%'
          ORDER BY (state = 'active') DESC, random() LIMIT 1`,
      );
      return rows[0]?.pid;
    });
    if (pid !== undefined) await endAtOnce(pid);
  }

  async untilReady(): Promise<void> {
    for (let tries = 0; tries < 200; tries++) {
      const answer = await fetch(`${this.origin}/api/health/ready`).catch(() => undefined);
      if (answer?.ok) return;
      await sleep(100);
    }
    throw new Error('The API is not ready again twenty seconds after what was broken is whole');
  }

  /** Works as the superuser, once the database lets anybody in. */
  async asAdmin<Result>(work: (admin: pg.Client) => Promise<Result>): Promise<Result> {
    for (let tries = 0; ; tries++) {
      try {
        return await withClient(this.database.adminUrl, work);
      } catch (error) {
        if (tries > 100) throw error;
        await sleep(100);
      }
    }
  }
}
