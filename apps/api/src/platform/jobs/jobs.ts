import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { PgBoss, type Queue, type WorkOptions } from 'pg-boss';
import type { Settings } from '../config/settings';
import { SETTINGS } from '../config/settings.token';
import { GIVE_UP, type Query } from '../database';
import { Log } from '../logging/log';

/** Made and migrated with the rest of the database: `migrations/0022-jobs.sql`. */
const SCHEMA = 'jobs';
/** Connections of its own, so that jobs and requests do not wait for one another. */
const CONNECTIONS = 3;
/**
 * Without it a process would not end while its database, or a pooler in front, is silent. The driver's options: pg-boss hands both
 * on and names only one.
 */
const PATIENCE = { query_timeout: GIVE_UP.asking, connectionTimeoutMillis: GIVE_UP.connecting };
/** Seconds after which the jobs of a process that has died are seen to be nobody's. */
const LOOK_AFTER = 15;
/** Milliseconds between two tries to start, while the database is away. */
const START_AGAIN = 5_000;
/** Milliseconds that running jobs get to come to an end when the process is stopped. */
const STOP_TIMEOUT = 8_000;

/** A job holds ids: the queue is a table like others, and what is in it can be read by whoever reads the database. */
export type JobData = Readonly<Record<string, string>>;

export interface JobQueue<Data extends JobData> {
  readonly name: string;
  readonly options?: Omit<Queue, 'name' | 'policy' | 'partition'>;
  readonly work?: Pick<WorkOptions, 'batchSize' | 'pollingIntervalSeconds' | 'burstWhenBatchFull'>;
  /** A job of its own comes by the minute; there is never more than one of it, in whatever process. */
  readonly everyMinute?: true;
  /** One that throws is tried again, as the queue's options say; a code of what it throws is kept with the job. */
  handle(data: Data): Promise<void>;
}

/** Something that every process which runs jobs does again and again, one time after the other. */
export interface Repeated {
  /** Milliseconds between the end of one time and the beginning of the next. */
  readonly pause: number;
  work(): Promise<void>;
}

/**
 * The queue of jobs: pg-boss on PostgreSQL. Every process that runs jobs works on the same queues, and each job is in one
 * process's hands at a time; those of a process that was killed go to another. Features hand in their queues while the
 * application is being put together.
 */
@Injectable()
export class Jobs implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly queues: JobQueue<JobData>[] = [];
  private readonly workers = new Map<string, string>();
  private readonly repeated: Repeated[] = [];
  private readonly timers = new Map<Repeated, NodeJS.Timeout>();
  private readonly underWay = new Map<Repeated, Promise<void>>();
  private readonly boss: PgBoss;
  private starting: Promise<void> | undefined;
  private restart: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly log: Log,
  ) {
    this.boss = new PgBoss({
      ...PATIENCE,
      connectionString: settings.internalDatabaseUrl,
      max: CONNECTIONS,
      schema: SCHEMA,
      createSchema: false,
      migrate: false,
      superviseIntervalSeconds: LOOK_AFTER,
      monitorIntervalSeconds: LOOK_AFTER,
      // What needs to own the tables is left to PostgreSQL's own housekeeping.
      reindex: false,
      monitorVacuum: false,
    });
    // Without a listener an error of a timer's would end the process. Each is tried again by itself.
    this.boss.on('error', (error) => this.log.trouble('jobs', error));
  }

  /** To be called before the application has started. */
  register<Data extends JobData>(queue: JobQueue<Data>): void {
    this.queues.push(queue as unknown as JobQueue<JobData>);
  }

  /** To be called before the application has started. */
  repeat(repeated: Repeated): void {
    this.repeated.push(repeated);
  }

  /** Puts jobs into a queue as part of a transaction: they are there when it commits, or never. */
  async insert(query: Query, queue: string, jobs: readonly JobData[]): Promise<void> {
    await this.boss.insert(
      queue,
      jobs.map((data) => ({ data })),
      { db: { executeSql: async (text, values) => ({ rows: await query({ name: '', text }, values ?? []) }) } },
    );
  }

  /** There is something in a queue: this process looks at once, others when it is their time. */
  nudge(queue: string): void {
    const worker = this.workers.get(queue);
    if (worker !== undefined) {
      this.boss.notifyWorker(worker);
    }
  }

  /** Requests do not wait for it: a process answers before its jobs run. */
  onApplicationBootstrap(): void {
    if (this.settings.jobs) {
      this.begin();
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.restart);
    this.timers.forEach((timer) => clearTimeout(timer));
    await this.starting;
    await Promise.all(this.underWay.values());
    await this.boss.stop({ graceful: true, timeout: STOP_TIMEOUT });
  }

  private begin(): void {
    this.starting = this.start().catch((error: unknown) => {
      this.log.trouble('jobs', error);
      if (!this.stopped) {
        this.restart = setTimeout(() => this.begin(), START_AGAIN);
      }
    });
  }

  private async start(): Promise<void> {
    await this.boss.start();
    for (const { name, options, work, everyMinute, handle } of this.queues) {
      await this.boss.createQueue(name, { ...options, policy: everyMinute ? 'exclusive' : 'standard' });
      if (options) {
        await this.boss.updateQueue(name, options);
      }
      const worker = await this.boss.work<JobData, unknown>(name, { ...work, perJobResults: true }, (jobs) =>
        Promise.all(
          jobs.map(async ({ id, data }) => {
            try {
              await handle(data);
              return { id, status: 'completed' as const };
            } catch (error) {
              return { id, status: 'failed' as const, output: { reason: reasonOf(error) } };
            }
          }),
        ),
      );
      this.workers.set(name, worker);
      if (everyMinute) {
        await this.boss.schedule(name, '* * * * *');
      }
    }
    this.repeated.forEach((repeated) => this.again(repeated));
  }

  private again(repeated: Repeated): void {
    if (this.stopped) {
      return;
    }
    const once = async () => {
      try {
        await repeated.work();
      } catch (error) {
        this.log.trouble('jobs', error);
      }
      this.again(repeated);
    };
    this.timers.set(
      repeated,
      setTimeout(() => this.underWay.set(repeated, once()), repeated.pause),
    );
  }
}

/** A code where there is one: the text of an error may quote a row, or an address. */
function reasonOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return typeof code === 'string' ? code : String(name ?? 'Error');
}
