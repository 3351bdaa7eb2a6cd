import type { AnyAnswer, CallOptions, Route } from './call';
import { UnexpectedAnswerError } from './failures';
import { OPERATIONS, type Operations } from './generated/operations.gen';

interface Place {
  /** Where the service runs: `https://runs.example.org`. */
  baseUrl: string;
  /** The organisation to act for. May be left out by who belongs to one only; a key acts for its own. */
  tenantId?: string;
  /** In place of the platform's own, such as one that keeps cookies. */
  fetch?: typeof fetch;
}

/** Who calls: a program by its key, a person by an access token. Neither may do without, for what anyone may call. */
type Caller =
  | { apiKey?: string; accessToken?: never }
  | { apiKey?: never; accessToken?: string | (() => string | Promise<string>) };

export type ClientSettings = Place & Caller;

/** Every operation of the API, by the two parts of its name in the document: `client.runs.list()`. */
export type Client = Operations;

export function createClient(settings: ClientSettings): Client {
  const groups = Object.entries<Record<string, Route>>(OPERATIONS).map(([group, routes]) => [
    group,
    Object.fromEntries(
      Object.entries(routes).map(([name, route]) => [name, (input: Parts = {}) => call(settings, route, input)]),
    ),
  ]);
  return Object.fromEntries(groups) as Client;
}

/** What the types of each operation say more precisely. */
interface Parts extends CallOptions {
  path?: Record<string, string>;
  query?: Record<string, unknown>;
  headers?: HeaderValues;
  body?: unknown;
}

type HeaderValues = Record<string, string | undefined>;

async function call(settings: ClientSettings, route: Route, { path, query, body, signal, ...given }: Parts) {
  const { fetch: send = fetch, baseUrl } = settings;
  const headers = {
    ...(await ownHeaders(settings, route)),
    ...(body !== undefined && { 'Content-Type': 'application/json' }),
    ...given.headers,
    ...given.extraHeaders,
  };
  const response = await send(address(baseUrl, route.path, path, query), {
    method: route.method,
    headers: defined(headers),
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  });
  return read(response);
}

function address(baseUrl: string, template: string, path: Parts['path'] = {}, query: Parts['query'] = {}): string {
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ''));
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) =>
      [value].flat().flatMap((one): [string, string][] => (one === undefined ? [] : [[name, String(one)]])),
    ),
  ).toString();
  return baseUrl.replace(/\/$/, '') + filled + (search && `?${search}`);
}

/** A secret goes only where it is asked for. */
async function ownHeaders(settings: ClientSettings, { token, tenant }: Route): Promise<HeaderValues> {
  const { apiKey, accessToken, tenantId } = settings;
  const secret = token && (apiKey ?? (typeof accessToken === 'function' ? await accessToken() : accessToken));
  return { Authorization: secret && `Bearer ${secret}`, 'X-Tenant-Id': tenant && tenantId };
}

function defined(headers: HeaderValues): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter((each): each is [string, string] => each[1] !== undefined));
}

async function read(response: Response): Promise<AnyAnswer> {
  const { status, headers, ok } = response;
  const text = await response.text();
  const isJson = /^application\/json\b/i.test(headers.get('content-type') ?? '');
  if (ok && !isJson) return { ok, status, headers, data: text };
  const body = isJson ? parsed(text) : undefined;
  if (body?.ok !== ok) throw new UnexpectedAnswerError(status, text);
  return body.ok ? { ok: true, status, headers, data: body } : { ok: false, status, headers, error: body };
}

type Envelope = { ok: true } | { ok: false; error: string; message: string; request_id: string };

function parsed(text: string): Envelope | undefined {
  try {
    return JSON.parse(text) as Envelope;
  } catch {
    return undefined;
  }
}
