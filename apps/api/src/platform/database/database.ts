import type { Socket } from 'node:net';
import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Pool, PoolClient, QueryResult, QueryResultRow } from 'pg';
import { DataSource, type EntityManager, type EntityTarget, type ObjectLiteral } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import type { Settings } from '../config/settings';
import { SETTINGS } from '../config/settings.token';
import type { Actor } from '../http/request-context';
import { Patience } from './patience';
import { installTypeParsers } from './type-parsers';
import { TENANT_ACTOR, tenantActor, type Query, type Statement } from './statement';

/** Feature modules hand in their entities under this token, so that this one need not know them. */
export const ENTITIES = Symbol('entities');

/** Milliseconds, of every pool. */
export const GIVE_UP = {
  /**
   * A connection may take so long to come about, or to come free. Longer than a silent database is waited for: it bounds how long a
   * server with more callers than connections lets them stand in line.
   */
  connecting: 4_000,
  /** A statement's connection is given up after it; the server's own limit for a statement is shorter. */
  asking: 6_000,
};
/** How often a write that lost a deadlock or a serialization race is tried again. */
const RETRIES = 3;

/** An open transaction in which somebody has been proven. Repositories take it first: no transaction, no write. */
export interface Tx {
  readonly tenantId: string;
  /** The person who acts: signed in, or the maker of the key. */
  readonly individualId: string;
  /** SHA-256 of the key where one acts. */
  readonly keyHash: Buffer | null;
  readonly manager: EntityManager;
  readonly query: Query;
}

/**
 * The door to PostgreSQL. Two pools for two login roles: requests run as `service_runs_app`, which row-level security
 * binds; writes that touch other people's rows run as `service_runs_internal`. Context settings are made inside the
 * database's own functions (`enter_as_tenant`, `enter_as_individual`), transaction-local, after a proof; nothing here
 * or elsewhere sets one by itself.
 */
@Injectable()
export class Database implements OnModuleInit, OnApplicationShutdown {
  private readonly app: DataSource;
  private readonly internal: DataSource;
  private readonly prepared: boolean;
  private readonly patience = new Patience();

  constructor(@Inject(SETTINGS) settings: Settings, @Inject(ENTITIES) entities: EntityTarget<ObjectLiteral>[]) {
    installTypeParsers();
    this.prepared = settings.preparedStatements;
    this.app = dataSource(settings.appDatabaseUrl, settings.databasePool, entities);
    this.internal = dataSource(settings.internalDatabaseUrl, settings.databasePool, entities);
  }

  async onModuleInit(): Promise<void> {
    for (const source of [this.app, this.internal]) {
      await source.initialize();
      poolOf(source).on('connect', (client) => onAnswer(client, () => this.patience.heard()));
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.app, this.internal].map((source) => source.isInitialized && source.destroy()));
  }

  /** One statement as the request role: a function that proves its actor itself. One round trip, one transaction. */
  async query<Row extends QueryResultRow>(statement: Statement, values: unknown[]): Promise<Row[]> {
    return this.patience.wait((stillWaiting) => this.ask<Row>(poolOf(this.app), statement, values, stillWaiting));
  }

  /** One statement as the internal role: a function that proves its actor itself, then acts in service mode. */
  async service<Row extends QueryResultRow>(statement: Statement, values: unknown[]): Promise<Row[]> {
    return this.patience.wait((stillWaiting) =>
      retrying(() => this.ask<Row>(poolOf(this.internal), statement, values, stillWaiting)),
    );
  }

  /** A transaction for the actor's tenant as the request role. */
  run<Result>(actor: Actor, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.transact(this.app, 'enter_as_tenant', actor, work);
  }

  /**
   * The same in service mode, for an act that writes other people's rows too. Row-level security is no net there: every
   * statement names its tenant.
   */
  runInServiceMode<Result>(actor: Actor, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.transact(this.internal, 'enter_service_as_tenant', actor, work);
  }

  private transact<Result>(
    source: DataSource,
    enter: 'enter_as_tenant' | 'enter_service_as_tenant',
    actor: Actor,
    work: (tx: Tx) => Promise<Result>,
  ): Promise<Result> {
    return this.patience.wait((stillWaiting) =>
      retrying(async () => {
        const runner = source.createQueryRunner();
        const { manager } = runner;
        const client = (await runner.connect()) as PoolClient;
        try {
          await runner.startTransaction();
          const [entered] = (await manager.query(
            `SELECT tenant_id, individual_id FROM ${enter}(${TENANT_ACTOR})`,
            tenantActor(actor),
          )) as { tenant_id: string; individual_id: string }[];
          const result = await work(
            this.transaction(manager, actor, entered?.tenant_id ?? '', entered?.individual_id ?? ''),
          );
          stillWaiting();
          await runner.commitTransaction();
          return result;
        } catch (error) {
          const broken =
            silence(error) ??
            (await runner.rollbackTransaction().then(
              () => undefined,
              (lost: Error) => lost,
            ));
          if (broken) {
            // The pool takes back no connection that is ending.
            client.end().catch(() => undefined);
          }
          throw error;
        } finally {
          await runner.release();
        }
      }),
    );
  }

  /** Several statements of the internal role in one transaction; the first proves the actor and enters service mode. */
  serviceRun<Result>(work: (query: Query) => Promise<Result>): Promise<Result> {
    return this.patience.wait((stillWaiting) =>
      retrying(() =>
        withConnection(poolOf(this.internal), async (client, giveUp) => {
          try {
            await client.query('BEGIN');
            const result = await work(
              async (statement, values) => (await this.send(client, statement, values)).rows as never[],
            );
            stillWaiting();
            await client.query('COMMIT');
            return result;
          } catch (error) {
            const broken = silence(error);
            if (broken) {
              giveUp(broken);
            } else {
              await client.query('ROLLBACK').catch(giveUp);
            }
            throw error;
          }
        }),
      ),
    );
  }

  /** One statement is its own transaction: a refusal leaves nothing behind, and the connection as good as it was. */
  private ask<Row extends QueryResultRow>(
    pool: Pool,
    statement: Statement,
    values: unknown[],
    stillWaiting: () => void,
  ): Promise<Row[]> {
    return withConnection(pool, async (client, giveUp) => {
      stillWaiting();
      try {
        return (await this.send<Row>(client, statement, values)).rows;
      } catch (error) {
        if ((error as { severity?: string }).severity !== 'ERROR') {
          giveUp(error as Error);
        }
        throw error;
      }
    });
  }

  private transaction(manager: EntityManager, actor: Actor, tenantId: string, individualId: string): Tx {
    return {
      tenantId,
      individualId,
      keyHash: actor.keyHash,
      manager,
      query: (statement, values) => manager.query(statement.text, values) as Promise<never[]>,
    };
  }

  private send<Row extends QueryResultRow>(
    through: Pick<Pool, 'query'>,
    { name, text }: Statement,
    values: unknown[],
  ): Promise<QueryResult<Row>> {
    return through.query<Row>(this.prepared ? { name, text, values } : { text, values });
  }
}

function dataSource(url: string, poolSize: number, entities: EntityTarget<ObjectLiteral>[]): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities: entities as never[],
    synchronize: false,
    logging: false,
    installExtensions: false,
    poolSize,
    connectTimeoutMS: GIVE_UP.connecting,
    extra: { query_timeout: GIVE_UP.asking, keepAlive: true },
  });
}

/** TypeORM's own pool: its transactions and the hand-written statements share the same connections. */
function poolOf(source: DataSource): Pool {
  return (source.driver as PostgresDriver).master as Pool;
}

/** Whatever the server sends on this connection, from now on. */
function onAnswer(client: PoolClient, heard: () => void): void {
  (client as unknown as { connection: { stream: Socket } }).connection.stream.on('data', heard);
}

/** A connection for as long as `work` takes. One that was given up, or was lost meanwhile, is not given to the next. */
async function withConnection<Result>(
  pool: Pool,
  work: (client: PoolClient, giveUp: (reason: Error) => void) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const giveUp = (reason: Error) => {
    broken ??= reason;
  };
  // Without a listener the loss of a connection that is in use would end the process.
  client.on('error', giveUp);
  try {
    return await work(client, giveUp);
  } finally {
    client.removeListener('error', giveUp);
    client.release(broken);
  }
}

async function retrying<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const code = ((error as { driverError?: unknown }).driverError ?? error) as { code?: string };
      if (attempt > RETRIES || !['40P01', '40001'].includes(code.code ?? '')) {
        throw error;
      }
    }
  }
}

/** What a statement failed with to which nothing came back. Nothing more is said to that connection. */
function silence(error: unknown): Error | undefined {
  const inner = ((error as { driverError?: unknown }).driverError ?? error) as Error;
  return inner.message === 'Query read timeout' ? inner : undefined;
}
