// Where the scenarios are played: the built API as a process of its own, over HTTP, on a database that is thrown away.
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startApi, type ApiProcess } from '../lib/api-process.ts';
import { freePort } from '../lib/embedded-postgres.ts';
import { cloneDatabase, readSettings, testEnvironment, type TestDatabase } from '../lib/test-cluster.ts';
import type { Row } from './chapter.ts';
import type { Names } from './names.ts';

export interface Exchange {
  readonly who: string | null;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly status: number;
  readonly answer: unknown;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly token: string;
}

export interface CallOptions {
  body?: unknown;
  headers?: Record<string, string>;
}

/** What stands at a place in an answer: `invitations.0.id`. */
export function at(answer: unknown, place: string): unknown {
  return place
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], answer);
}

export class Stage {
  readonly names: Names;
  readonly database: TestDatabase;
  readonly api: ApiProcess;
  /** The superuser: arranges what no call makes, and looks behind every policy. */
  readonly admin: pg.Client;

  private constructor(names: Names, database: TestDatabase, api: ApiProcess, admin: pg.Client) {
    this.names = names;
    this.database = database;
    this.api = api;
    this.admin = admin;
  }

  /** `prepare` works on the database before anything else does. */
  static async open(
    clusterUrl: string,
    names: Names,
    signal: AbortSignal,
    prepare: (admin: pg.Client) => Promise<void> = async () => undefined,
  ): Promise<Stage> {
    const database = await cloneDatabase(clusterUrl);
    const environment = testEnvironment(database, { PORT: String(await freePort()) });
    const admin = await connect(database.adminUrl);
    await prepare(admin);
    const api = await startApi(environment, readSettings(environment), signal);
    return new Stage(names, database, api, admin);
  }

  async close(): Promise<void> {
    await this.api.stop();
    await this.admin.end();
    await this.database.drop();
  }

  /** Somebody with an account. Mail is not part of this: an address that counts as proven is arranged in the database. */
  async person(name: string, email: string, { verified = false } = {}): Promise<Person> {
    const password = randomBytes(24).toString('base64url');
    const { answer, status } = await this.call(null, 'POST', '/api/auth/register', {
      body: { email, password, display_name: name },
    });
    if (status !== 201) throw new Error(`${email} could not sign up: ${JSON.stringify(answer)}`);
    const id = String(at(answer, 'individual.id'));
    this.names.hide(id, `id of ${name}`);
    if (verified) await this.sql('UPDATE cc_individuals SET email_verified_at = now() WHERE id = $1', [id]);
    return { id, name, email, token: String(at(answer, 'access_token')) };
  }

  async call(
    person: Person | null,
    method: string,
    path: string,
    { body, headers = {} }: CallOptions = {},
  ): Promise<Exchange> {
    // Two acts never fall into one millisecond, so that the order of their instants can be read.
    await sleep(3);
    const response = await fetch(this.api.address + path, {
      method,
      headers: {
        ...(person && { authorization: `Bearer ${person.token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const answer: unknown = text === '' ? null : JSON.parse(text);
    const requestId = at(answer, 'request_id');
    if (typeof requestId === 'string') this.names.hide(requestId, 'request id');
    return { who: person?.name ?? null, method, path, headers, body, status: response.status, answer };
  }

  /** Rows as the superuser sees them; instants and digests as they are written in the documents. */
  async sql(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return rowsOf(this.admin, text, values);
  }

  async one(text: string, values: readonly unknown[] = []): Promise<Row | undefined> {
    return (await this.sql(text, values))[0];
  }

  async count(table: string, where = 'true', values: readonly unknown[] = []): Promise<number> {
    return Number((await this.one(`SELECT count(*)::int AS n FROM ${table} WHERE ${where}`, values))?.['n']);
  }
}

export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  // A lost connection fails the query in hand, which says so.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

const TIMESTAMPTZ = 1184;
const BYTEA = 17;

export async function rowsOf(client: pg.Client, text: string, values: readonly unknown[] = []): Promise<Row[]> {
  const { rows } = await client.query<Row>({
    text,
    values: [...values],
    types: {
      getTypeParser: (type, format) => {
        if (type === TIMESTAMPTZ) return (value: string) => new Date(value).toISOString();
        if (type === BYTEA) return (value: string) => value.replace(/^\\x/, '');
        return pg.types.getTypeParser(type, format);
      },
    },
  });
  return rows;
}
