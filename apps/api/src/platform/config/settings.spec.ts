import path from 'node:path';
import { derivePassword, readSettings, SettingsError, withLogin, type Environment } from './settings';

const key = (letter: string) => letter.repeat(40);

const least: Environment = {
  DATABASE_URL: 'postgres://owner:secret@db.example.org:5433/runs',
  JWT_SECRET: key('j'),
  LINK_SECRET: key('l'),
};

const settings = (env: Environment = {}) => readSettings({ ...least, ...env });

function problem(env: Environment): string {
  try {
    settings(env);
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError);
    return (error as Error).message;
  }
  throw new Error('The settings were taken');
}

describe('readSettings', () => {
  it('needs only a database and the two secrets', () => {
    expect(settings()).toMatchObject({
      port: 3000,
      host: '0.0.0.0',
      embedded: false,
      databasePool: 10,
      preparedStatements: true,
      migrate: true,
      appBaseUrl: 'http://localhost:3000',
      jwtKeys: [key('j')],
      linkKeys: [key('l')],
      mail: 'off',
      jobs: true,
      signup: 'open',
      metricsToken: undefined,
      workers: 1,
      demoData: false,
      rateLimits: true,
      logLevel: 'info',
      trustProxy: false,
      staticDir: path.resolve('dist/apps/web/browser'),
    });
  });

  it('listens on this machine only, is quiet, catches mails and loads demo data when embedded', () => {
    expect(settings({ SERVICE_RUNS_EMBEDDED: 'on' })).toMatchObject({
      host: '127.0.0.1',
      mail: 'catch',
      logLevel: 'warn',
      demoData: true,
    });
  });

  it('sends mail wherever there is a server for it', () => {
    expect(settings({ SERVICE_RUNS_EMBEDDED: 'on', SMTP_URL: 'smtp://mail.example.org' }).mail).toBe('smtp');
  });

  it('takes an empty or blank setting as unset', () => {
    expect(settings({ PORT: '', LOG_LEVEL: '  ', SMTP_URL: '' })).toMatchObject({
      port: 3000,
      logLevel: 'info',
      mail: 'off',
    });
  });

  it('derives the connections of the two login roles', () => {
    const { appDatabaseUrl, internalDatabaseUrl, listenDatabaseUrl } = settings();
    const app = new URL(appDatabaseUrl);
    expect([app.username, app.password]).toEqual(['service_runs_app', derivePassword(key('j'), 'service_runs_app')]);
    expect([app.host, app.pathname]).toEqual(['db.example.org:5433', '/runs']);
    expect(new URL(internalDatabaseUrl).username).toBe('service_runs_internal');
    expect(listenDatabaseUrl).toBe(appDatabaseUrl);
  });

  it('lets the login roles have connections of their own, and then needs no migrating role', () => {
    const app = 'postgres://service_runs_app:a@pooler:6432/runs';
    const internal = 'postgres://service_runs_internal:b@pooler:6432/runs';
    expect(settings({ DATABASE_URL: undefined, APP_DATABASE_URL: app, INTERNAL_DATABASE_URL: internal })).toMatchObject(
      { databaseUrl: undefined, appDatabaseUrl: app, internalDatabaseUrl: internal, listenDatabaseUrl: app },
    );
  });

  it('signs with the first key and derives passwords from the last, which stays when one is put before it', () => {
    const rotated = settings({ JWT_SECRET: `${key('n')}, ${key('j')}` });
    expect(rotated.jwtKeys).toEqual([key('n'), key('j')]);
    expect(rotated.appDatabaseUrl).toBe(settings().appDatabaseUrl);
  });

  it.each<[string, string, unknown]>([
    ['TRUST_PROXY', 'off', false],
    ['TRUST_PROXY', 'on', 1],
    ['TRUST_PROXY', '2', 2],
    ['TRUST_PROXY', 'loopback, 10.0.0.0/8,::1', ['loopback', '10.0.0.0/8', '::1']],
  ])('reads %s=%s', (name, value, expected) => {
    expect(settings({ [name]: value }).trustProxy).toEqual(expected);
  });

  it('keeps only the origin of the base address', () => {
    expect(settings({ APP_BASE_URL: 'https://runs.example.org/' }).appBaseUrl).toBe('https://runs.example.org');
  });

  it.each<[string, string | undefined]>([
    ['DATABASE_URL', undefined],
    ['DATABASE_URL', 'mysql://a:hunter2@b/c'],
    ['DATABASE_URL', 'postgres://a:hunter2@b'],
    ['DATABASE_URL', 'hunter2'],
    ['APP_DATABASE_URL', 'hunter2'],
    ['INTERNAL_DATABASE_URL', 'hunter2'],
    ['LISTEN_DATABASE_URL', 'hunter2'],
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', '80.5'],
    ['PORT', 'http'],
    ['PORT', '-1'],
    ['HOST', 'http://localhost'],
    ['JWT_SECRET', undefined],
    ['JWT_SECRET', 'hunter2'],
    ['JWT_SECRET', `${key('a')},hunter2`],
    ['JWT_SECRET', `${key('a')},${key('a')}`],
    ['JWT_SECRET', `${key('a')},`],
    ['LINK_SECRET', undefined],
    ['LINK_SECRET', 'hunter2'],
    ['APP_BASE_URL', 'runs.example.org'],
    ['APP_BASE_URL', 'https://runs.example.org/app'],
    ['SMTP_URL', 'https://a:hunter2@mail'],
    ['MAIL_FROM', 'nobody'],
    ['MAIL_FROM', 'A <a@b.c>\r\nBcc: d@e.f'],
    ['SIGNUP', 'closed'],
    ['METRICS_TOKEN', 'two words'],
    ['WORKERS', '0'],
    ['DEMO_DATA', 'yes'],
    ['RATE_LIMITS', 'maybe'],
    ['LOG_LEVEL', 'loud'],
    ['TRUST_PROXY', 'everyone'],
    ['TRUST_PROXY', '10.0.0.0/99'],
    ['DATABASE_POOL', '0'],
    ['DATABASE_PREPARED', 'no'],
    ['MIGRATE', 'later'],
  ])('refuses %s=%s with one line that names it and shows no secret', (name, value) => {
    const line = problem({ [name]: value });
    expect(line.startsWith(`${name} `)).toBe(true);
    expect(line).not.toMatch(/hunter2|\n/);
  });
});

describe('derivePassword', () => {
  it('differs between roles and between keys, and is safe in a URL', () => {
    const all = [key('a'), key('b')].flatMap((secret) => ['x', 'y'].map((role) => derivePassword(secret, role)));
    expect(new Set(all).size).toBe(4);
    expect(all.every((one) => /^[\w-]{43}$/.test(one))).toBe(true);
  });

  it('takes the last of several keys', () => {
    expect(derivePassword(`${key('n')},${key('a')}`, 'x')).toBe(derivePassword(key('a'), 'x'));
  });
});

describe('withLogin', () => {
  it('keeps everything but the user and the password', () => {
    expect(withLogin('postgres://a:b@h:1/d?sslmode=require', 'c@d', 'e/f')).toBe(
      'postgres://c%40d:e%2Ff@h:1/d?sslmode=require',
    );
  });
});
