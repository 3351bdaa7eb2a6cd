import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Pool, QueryResult, QueryResultRow } from 'pg';
import { DataSource, type EntityManager, type EntityTarget, type ObjectLiteral } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import type { Settings } from '../config/settings';
import { SETTINGS } from '../config/settings.token';
import type { Actor } from '../http/request-context';
import { installTypeParsers } from './type-parsers';
import { TENANT_ACTOR, tenantActor, type Statement } from './statement';

/** Feature modules hand in their entities under this token, so that this one need not know them. */
export const ENTITIES = Symbol('entities');

/** Milliseconds. A lost database is told within two seconds. */
const CONNECT_TIMEOUT = 1_500;
/** Milliseconds; the login roles' statement_timeout is shorter, so that the server gives up first and the connection stays usable. */
const DRIVER_TIMEOUT = 6_000;
/** How often a write that lost a deadlock or a serialization race is tried again. */
const RETRIES = 3;

/** An open transaction in which somebody has been proven. Repositories take it first: no transaction, no write. */
export interface Tx {
  readonly tenantId: string;
  /** The person who acts: signed in, or the maker of the key. */
  readonly individualId: string;
  readonly manager: EntityManager;
  query<Row extends QueryResultRow>(statement: Statement, values: unknown[]): Promise<Row[]>;
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

  constructor(@Inject(SETTINGS) settings: Settings, @Inject(ENTITIES) entities: EntityTarget<ObjectLiteral>[]) {
    installTypeParsers();
    this.prepared = settings.preparedStatements;
    this.app = dataSource(settings.appDatabaseUrl, settings.databasePool, entities);
    this.internal = dataSource(settings.internalDatabaseUrl, settings.databasePool, entities);
  }

  async onModuleInit(): Promise<void> {
    await Promise.all([this.app.initialize(), this.internal.initialize()]);
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.app, this.internal].map((source) => source.isInitialized && source.destroy()));
  }

  /** One statement as the request role: a function that proves its actor itself. One round trip, one transaction. */
  async query<Row extends QueryResultRow>(statement: Statement, values: unknown[]): Promise<Row[]> {
    return (await this.send<Row>(poolOf(this.app), statement, values)).rows;
  }

  /** One statement as the internal role: a function that proves its actor itself, then acts in service mode. */
  async service<Row extends QueryResultRow>(statement: Statement, values: unknown[]): Promise<Row[]> {
    return retrying(async () => (await this.send<Row>(poolOf(this.internal), statement, values)).rows);
  }

  /** A transaction for the actor's tenant as the request role. */
  run<Result>(actor: Actor, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return retrying(() =>
      this.app.transaction(async (manager) => {
        const [entered] = (await manager.query(
          `SELECT tenant_id, individual_id FROM enter_as_tenant(${TENANT_ACTOR})`,
          tenantActor(actor),
        )) as { tenant_id: string; individual_id: string }[];
        return work(this.transaction(manager, entered?.tenant_id ?? '', entered?.individual_id ?? ''));
      }),
    );
  }

  /** Several statements of the internal role in one transaction; the first proves the actor and enters service mode. */
  serviceRun<Result>(work: (query: Tx['query']) => Promise<Result>): Promise<Result> {
    return retrying(async () => {
      const client = await poolOf(this.internal).connect();
      let broken: Error | undefined;
      try {
        await client.query('BEGIN');
        const result = await work(
          async (statement, values) => (await this.send(client, statement, values)).rows as never[],
        );
        await client.query('COMMIT');
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch((lost: Error) => (broken = lost));
        throw error;
      } finally {
        // A connection that could not roll back is not given to the next request.
        client.release(broken);
      }
    });
  }

  private transaction(manager: EntityManager, tenantId: string, individualId: string): Tx {
    return {
      tenantId,
      individualId,
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
    connectTimeoutMS: CONNECT_TIMEOUT,
    extra: { query_timeout: DRIVER_TIMEOUT, keepAlive: true },
  });
}

/** TypeORM's own pool: its transactions and the hand-written statements share the same connections. */
function poolOf(source: DataSource): Pool {
  return (source.driver as PostgresDriver).master as Pool;
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
