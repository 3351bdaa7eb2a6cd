// What an operator may set, read from the environment and judged once, at start. Everything that runs reads its
// settings here: the API, the start command, the migrations and the tests.
import { createHmac } from 'node:crypto';
import { isIP } from 'node:net';
import path from 'node:path';

/** The login role that answers requests, and the one for service mode. Row-level security tells them apart by name. */
export const APP_ROLE = 'service_runs_app';
export const INTERNAL_ROLE = 'service_runs_internal';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/** What Fastify's `trustProxy` takes: nobody, a number of hops, or the proxies' addresses. */
export type TrustProxy = false | number | string[];

export interface Settings {
  readonly port: number;
  readonly host: string;
  /** Started with the PostgreSQL that comes along, for trying things out and for work on the code. */
  readonly embedded: boolean;
  /** The role that may migrate. The API itself does not need it. */
  readonly databaseUrl: string | undefined;
  readonly appDatabaseUrl: string;
  readonly internalDatabaseUrl: string;
  readonly listenDatabaseUrl: string;
  /** Connections in each of the two pools. */
  readonly databasePool: number;
  /** Named prepared statements; transaction poolers such as PgBouncer may not keep them. */
  readonly preparedStatements: boolean;
  readonly migrate: boolean;
  /** The origin in mailed links, without a slash at its end. */
  readonly appBaseUrl: string;
  /** The first one signs, all of them verify. */
  readonly jwtKeys: readonly string[];
  /** The first one signs, all of them verify. */
  readonly linkKeys: readonly string[];
  /** `smtp` sends; `catch` keeps mails to be read in a browser; `off` leaves invitations to their links. */
  readonly mail: 'smtp' | 'catch' | 'off';
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  /** Whether this process sends mail and reminders, beside answering requests. */
  readonly jobs: boolean;
  readonly signup: 'open' | 'invited';
  readonly metricsToken: string | undefined;
  readonly workers: number;
  readonly demoData: boolean;
  readonly rateLimits: boolean;
  readonly logLevel: LogLevel;
  readonly trustProxy: TrustProxy;
  /** The built web app. */
  readonly staticDir: string;
}

/** One line that names the setting, and never its value where that is a secret. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly setting: string;

  constructor(setting: string, problem: string) {
    super(`${setting} ${problem}`);
    this.setting = setting;
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Every setting, valid; throws a `SettingsError` for the first that is not. */
export function readSettings(env: Environment): Settings {
  const read = (name: string): string | undefined => env[name]?.trim() || undefined;

  const embedded = onOff('SERVICE_RUNS_EMBEDDED', read('SERVICE_RUNS_EMBEDDED'), false);
  const port = integer('PORT', read('PORT'), 3000, 1, 65_535);
  const jwtKeys = keys('JWT_SECRET', read('JWT_SECRET'));
  const databaseUrl = databaseAddress('DATABASE_URL', read('DATABASE_URL'));
  const appDatabaseUrl = loginAddress('APP_DATABASE_URL', read('APP_DATABASE_URL'), databaseUrl, APP_ROLE, jwtKeys);
  const appBaseUrl = origin('APP_BASE_URL', read('APP_BASE_URL')) ?? `http://localhost:${port}`;
  const smtpUrl = smtpAddress('SMTP_URL', read('SMTP_URL'));

  return {
    port,
    host: host('HOST', read('HOST')) ?? (embedded ? '127.0.0.1' : '0.0.0.0'),
    embedded,
    databaseUrl,
    appDatabaseUrl,
    internalDatabaseUrl: loginAddress(
      'INTERNAL_DATABASE_URL',
      read('INTERNAL_DATABASE_URL'),
      databaseUrl,
      INTERNAL_ROLE,
      jwtKeys,
    ),
    listenDatabaseUrl: databaseAddress('LISTEN_DATABASE_URL', read('LISTEN_DATABASE_URL')) ?? appDatabaseUrl,
    databasePool: integer('DATABASE_POOL', read('DATABASE_POOL'), 10, 1, 1_000),
    preparedStatements: onOff('DATABASE_PREPARED', read('DATABASE_PREPARED'), true),
    migrate: onOff('MIGRATE', read('MIGRATE'), true),
    appBaseUrl,
    jwtKeys,
    linkKeys: keys('LINK_SECRET', read('LINK_SECRET')),
    mail: smtpUrl ? 'smtp' : embedded ? 'catch' : 'off',
    smtpUrl,
    mailFrom: mailbox('MAIL_FROM', read('MAIL_FROM')) ?? `Service Runs <no-reply@${new URL(appBaseUrl).hostname}>`,
    jobs: onOff('JOBS', read('JOBS'), true),
    signup: oneOf('SIGNUP', read('SIGNUP'), ['open', 'invited'] as const, 'open'),
    metricsToken: bearer('METRICS_TOKEN', read('METRICS_TOKEN')),
    workers: integer('WORKERS', read('WORKERS'), 1, 1, 64),
    demoData: onOff('DEMO_DATA', read('DEMO_DATA'), embedded),
    rateLimits: onOff('RATE_LIMITS', read('RATE_LIMITS'), true),
    logLevel: oneOf('LOG_LEVEL', read('LOG_LEVEL')?.toLowerCase(), LOG_LEVELS, embedded ? 'warn' : 'info'),
    trustProxy: proxies('TRUST_PROXY', read('TRUST_PROXY')),
    staticDir: path.resolve(read('STATIC_DIR') ?? 'dist/apps/web/browser'),
  };
}

/** Whether browsers reach this over https. */
export function isBehindTls({ appBaseUrl }: Pick<Settings, 'appBaseUrl'>): boolean {
  return appBaseUrl.startsWith('https:');
}

/**
 * The password of a login role, the same in every process that knows the key. It comes from the last key listed: the
 * one that stays when a new key is put before it, so that adding a key shuts nobody out.
 */
export function derivePassword(secret: string, role: string): string {
  const key = secret.split(',').at(-1)?.trim() ?? '';
  return createHmac('sha256', key).update(`service-runs/role-password/${role}`).digest('base64url');
}

/** `url` with another user and password. */
export function withLogin(url: string, user: string, password: string): string {
  const changed = new URL(url);
  changed.username = encodeURIComponent(user);
  changed.password = encodeURIComponent(password);
  return changed.href;
}

function loginAddress(
  name: string,
  value: string | undefined,
  databaseUrl: string | undefined,
  role: string,
  jwtKeys: readonly string[],
): string {
  const own = databaseAddress(name, value);
  if (own) return own;
  if (!databaseUrl) throw new SettingsError('DATABASE_URL', `is needed (or ${name})`);
  return withLogin(databaseUrl, role, derivePassword(jwtKeys.at(-1) ?? '', role));
}

function integer(name: string, value: string | undefined, otherwise: number, least: number, most: number): number {
  if (value === undefined) return otherwise;
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < least || number > most) {
    throw new SettingsError(name, `must be a whole number from ${least} to ${most}, not ${quoted(value)}`);
  }
  return number;
}

function oneOf<Value extends string>(
  name: string,
  value: string | undefined,
  allowed: readonly Value[],
  otherwise: Value,
): Value {
  if (value === undefined) return otherwise;
  const found = allowed.find((one) => one === value);
  if (!found) throw new SettingsError(name, `must be one of ${allowed.join(', ')}, not ${quoted(value)}`);
  return found;
}

function onOff(name: string, value: string | undefined, otherwise: boolean): boolean {
  return oneOf(name, value, ['on', 'off'] as const, otherwise ? 'on' : 'off') === 'on';
}

function keys(name: string, value: string | undefined): string[] {
  if (value === undefined) throw new SettingsError(name, 'is needed: at least 32 characters that nobody can guess');
  const list = value.split(',').map((key) => key.trim());
  const short = list.findIndex((key) => key.length < 32);
  if (short >= 0) {
    const which = list.length > 1 ? `key ${short + 1} of ${list.length} is` : 'it is';
    throw new SettingsError(name, `must have at least 32 characters in each key; ${which} shorter`);
  }
  if (new Set(list).size < list.length) throw new SettingsError(name, 'lists the same key twice');
  return list;
}

function databaseAddress(name: string, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const url = parsed(name, value, ['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/database');
  if (!url.hostname && !url.searchParams.has('host')) throw new SettingsError(name, 'names no host');
  if (url.pathname.length < 2) throw new SettingsError(name, 'names no database');
  return value;
}

function smtpAddress(name: string, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (!parsed(name, value, ['smtp:', 'smtps:'], 'smtp://user:password@host:587').hostname) {
    throw new SettingsError(name, 'names no host');
  }
  return value;
}

function origin(name: string, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const url = parsed(name, value, ['http:', 'https:'], 'https://runs.example.org');
  if (url.pathname !== '/' || url.search || url.hash || url.username || url.password) {
    throw new SettingsError(name, 'must be an origin only, such as https://runs.example.org');
  }
  return url.origin;
}

/** A URL's value may hold a password, so the message shows only what one looks like. */
function parsed(name: string, value: string, protocols: string[], example: string): URL {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !protocols.includes(url.protocol)) throw new SettingsError(name, `must look like ${example}`);
  return url;
}

function host(name: string, value: string | undefined): string | undefined {
  if (value === undefined || isIP(value) || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(value)) return value;
  throw new SettingsError(name, `must be an address or a name to listen on, not ${quoted(value)}`);
}

function mailbox(name: string, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const address = /^[^<>\r\n]*<([^<>]+)>$/.exec(value)?.[1] ?? value;
  if (/^[^\s@<>,;]+@[^\s@<>,;]+$/.test(address)) return value;
  throw new SettingsError(name, `must be an address such as Service Runs <runs@example.org>, not ${quoted(value)}`);
}

function bearer(name: string, value: string | undefined): string | undefined {
  if (value === undefined || /^[\x21-\x7e]+$/.test(value)) return value;
  throw new SettingsError(name, 'must be of letters, digits and signs, without spaces');
}

function proxies(name: string, value: string | undefined): TrustProxy {
  if (value === undefined || value === 'off' || value === 'false' || value === '0') return false;
  // "On" believes the nearest proxy only: believing all of them would let any client choose its own address.
  if (value === 'on' || value === 'true') return 1;
  if (/^\d+$/.test(value)) return integer(name, value, 1, 1, 16);

  const list = value.split(',').map((one) => one.trim());
  const wrong = list.find((one) => !isProxy(one));
  if (wrong === undefined) return list;
  throw new SettingsError(
    name,
    `must list addresses such as 10.0.0.0/8, or a number of hops; ${quoted(wrong)} is neither`,
  );
}

function isProxy(value: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(value)) return true;
  const [address = '', bits, ...more] = value.split('/');
  const version = isIP(address);
  if (!version || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

function quoted(value: string): string {
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
}
