import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Client } from 'pg';
import type { Settings } from '../config/settings';
import { SETTINGS } from '../config/settings.token';
import { Log } from '../logging/log';

const CHANNEL = 'service_runs';
/** Milliseconds: between two tries to listen, ever longer. */
const AGAIN = { first: 200, most: 10_000 };
/** Milliseconds between two questions whether the connection is still there, and that an answer may take. */
const ASK = { every: 15_000, patience: 5_000 };

/** What has changed, by ids: people who have something new, sessions that have ended, runs that look different now. */
export interface SignalListener {
  people(ids: ReadonlySet<string>): void;
  sessions(ids: ReadonlySet<string>): void;
  runs(ids: ReadonlySet<string>): void;
  /** Signals may have been missed: the connection was away. */
  missed(): void;
}

/**
 * Hears what the database's triggers tell when a transaction commits, in whatever process it was made. One connection a process,
 * and a direct one: a transaction pooler does not pass signals on. A signal says where to look and is never believed for more.
 */
@Injectable()
export class Signals implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly listeners: SignalListener[] = [];
  private client: Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private pause = AGAIN.first;
  private ended = false;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly log: Log,
  ) {}

  /** To be called before the application has started; without anybody who listens there is no connection. */
  hear(listener: SignalListener): void {
    this.listeners.push(listener);
  }

  onApplicationBootstrap(): void {
    if (this.listeners.length > 0) {
      void this.listen();
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.ended = true;
    clearTimeout(this.timer);
    await this.client?.end().catch(() => undefined);
  }

  private async listen(): Promise<void> {
    const client = new Client({
      connectionString: this.settings.listenDatabaseUrl,
      connectionTimeoutMillis: ASK.patience,
      query_timeout: ASK.patience,
      keepAlive: true,
    });
    this.client = client;
    const lost = (error?: Error) => this.lose(client, error);
    client.on('error', lost);
    client.on('end', () => lost());
    client.on('notification', ({ payload = '' }) => this.tell(payload));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
    } catch (error) {
      lost(error as Error);
      return;
    }
    if (this.client !== client) {
      return;
    }
    this.pause = AGAIN.first;
    this.listeners.forEach((listener) => listener.missed());
    this.ask(client);
  }

  /** A connection that is gone without a word is found out by asking. */
  private ask(client: Client): void {
    this.timer = setTimeout(() => {
      client.query('SELECT').then(
        () => this.client === client && this.ask(client),
        (error: Error) => this.lose(client, error),
      );
    }, ASK.every);
    this.timer.unref();
  }

  private lose(client: Client, error?: Error): void {
    if (this.client !== client) {
      return;
    }
    this.client = undefined;
    clearTimeout(this.timer);
    client.end().catch(() => undefined);
    if (this.ended) {
      return;
    }
    this.log.trouble('signals', error ?? 'The connection ended');
    this.timer = setTimeout(() => void this.listen(), this.pause);
    this.pause = Math.min(2 * this.pause, AGAIN.most);
  }

  private tell(payload: string): void {
    const [kind, list = ''] = payload.split(':', 2);
    const ids = new Set(list.split(','));
    for (const listener of this.listeners) {
      if (kind === 'n') listener.people(ids);
      if (kind === 's') listener.sessions(ids);
      if (kind === 'r') listener.runs(ids);
    }
  }
}
