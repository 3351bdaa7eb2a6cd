import path from 'node:path';
import { ERRORS, type ErrorBody, type ErrorCode } from '@service-runs/contracts';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../../src/app';
import { AccessTokens } from '../../src/auth/access-tokens';
import type { Environment } from '../../src/platform/config/settings';
import { createSession, type Person, type Session } from '../factories';
import { useDatabase, type SuiteDatabase } from './database';

/** A built web app in small. */
export const SITE = path.join(__dirname, 'site');

export interface Answer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
  readonly text: string;
}

export interface CallOptions {
  /** An access token or an API key. */
  token?: string;
  /** `X-Tenant-Id`. */
  tenant?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/** A caller of the API over HTTP, as any other program would call it. */
export class Client {
  constructor(readonly origin: string) {}

  get<Body = Record<string, unknown>>(url: string, options?: CallOptions): Promise<Answer<Body>> {
    return this.call('GET', url, options);
  }

  post<Body = Record<string, unknown>>(url: string, options?: CallOptions): Promise<Answer<Body>> {
    return this.call('POST', url, options);
  }

  patch<Body = Record<string, unknown>>(url: string, options?: CallOptions): Promise<Answer<Body>> {
    return this.call('PATCH', url, options);
  }

  async call<Body = Record<string, unknown>>(
    method: string,
    url: string,
    options: CallOptions = {},
  ): Promise<Answer<Body>> {
    const { token, tenant, body, headers } = options;
    const response = await fetch(this.origin + url, {
      method,
      redirect: 'manual',
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(tenant !== undefined && { 'x-tenant-id': tenant }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await textOf(response);
    const json = (response.headers.get('content-type') ?? '').includes('json') && text !== '';
    return { status: response.status, headers: response.headers, text, body: (json ? JSON.parse(text) : {}) as Body };
  }
}

/** The whole answer; of a stream, which has no end, what comes first. */
export async function textOf(response: Response): Promise<string> {
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) {
    return response.text();
  }
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return new TextDecoder().decode(value);
}

export interface RunningApi extends SuiteDatabase {
  readonly client: Client;
  readonly app: NestFastifyApplication;
  /** An access token of a new session, without the cost of a password. */
  signIn(person: Pick<Person, 'id'>): Promise<string>;
  tokenOf(session: Session): string;
}

/** Registers set-up and tear-down of a whole API, on a database of its own, for the suite that calls it. */
export function useApi(environment: Environment = {}): RunningApi {
  const held: { app?: NestFastifyApplication; client?: Client } = {};

  // Hooks run in the order in which they are registered: the API goes before its database does.
  afterAll(() => held.app?.close());
  const suite = useDatabase();
  beforeAll(async () => {
    held.app = await startApp(suite, environment);
    held.client = new Client(await held.app.getUrl());
  });

  const api: RunningApi = {
    get database() {
      return suite.database;
    },
    get admin() {
      return suite.admin;
    },
    settings: suite.settings,
    connect: suite.connect,
    get app() {
      return held.app as NestFastifyApplication;
    },
    get client() {
      return held.client as Client;
    },
    tokenOf: (session) => api.app.get(AccessTokens, { strict: false }).sign(session),
    signIn: async (person) => api.tokenOf(await createSession(suite.admin, person)),
  };
  return api;
}

/** Another process of the same API, as far as a test can tell. */
export async function startApp(suite: SuiteDatabase, environment: Environment = {}): Promise<NestFastifyApplication> {
  const app = await createApp(suite.settings({ STATIC_DIR: SITE, ...environment }));
  await app.listen(0, '127.0.0.1');
  return app;
}

/** The whole envelope: the code's own status, and no key that the contract does not name. */
export function expectFailure(answer: Answer<unknown>, code: ErrorCode, more: Partial<ErrorBody> = {}): void {
  expect({ status: answer.status, body: answer.body }).toEqual({
    status: ERRORS[code].status,
    body: {
      ok: false,
      error: code,
      message: ERRORS[code].message,
      request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      ...more,
    },
  });
  expect(answer.headers.get('x-request-id')).toBe((answer.body as ErrorBody).request_id);
}

/** The places and rules of an `error.validation`. */
export function expectInvalid(answer: Answer<unknown>, ...places: [path: string, rule: string][]): void {
  const details = places.map(([place, rule]) => ({ path: place, rule, message: expect.any(String) }));
  expectFailure(answer, 'error.validation', { details });
}
