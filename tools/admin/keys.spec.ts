import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readSettings, type Environment } from '../../apps/api/src/platform/config/settings.ts';
import { derivePassword } from '../lib/roles.ts';
import { keptSecrets, secretsFile } from '../lib/secrets.ts';
import { keysOf, withNewKey, withoutOldestKey } from './keys.ts';
import { runAdmin } from './run.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'keys-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function admin(env: Environment, ...args: string[]) {
  const said: string[] = [];
  const code = await runAdmin(args, {
    env,
    dataFolder: folder,
    open: () => Promise.reject(new Error('Keys need no database')),
    ask: undefined,
    out: (text) => said.push(text),
    err: (text) => said.push(text),
  });
  return { code, said: said.join('\n') };
}

const OLD = { JWT_SECRET: 'j'.repeat(40), LINK_SECRET: 'l'.repeat(40) };
const OWN: Environment = { DATABASE_URL: 'postgres://owner:hunter2@db.example/runs', ...OLD };

describe('a list of keys', () => {
  it('takes a new one in front, which signs, and gives up the last', () => {
    expect(withNewKey('b, a', 'c')).toBe('c,b,a');
    expect(withoutOldestKey('c,b, a')).toBe('c,b');
    expect(keysOf(' a , b,')).toEqual(['a', 'b']);
  });

  it('never gives up the only one', () => {
    expect(withoutOldestKey('a')).toBe('a');
  });
});

describe('rotating the keys of an embedded start', () => {
  it('puts a new one first in each list, and shows none of them', async () => {
    const before = keptSecrets(folder);
    const { code, said } = await admin({}, 'keys', 'rotate');
    const after = keptSecrets(folder);
    expect(code).toBe(0);
    for (const setting of ['JWT_SECRET', 'LINK_SECRET'] as const) {
      expect(keysOf(after[setting])).toEqual([expect.stringMatching(/^[\w-]{43}$/), before[setting]]);
      expect(said).toContain(`${setting} has a new key; 2 in ${secretsFile(folder)}.`);
      for (const key of keysOf(after[setting])) expect(said).not.toContain(key);
    }
    expect(said).toContain('Start the service anew');
    // The roles' passwords come from the last key: nobody is shut out.
    expect(derivePassword(after.JWT_SECRET, 'a')).toBe(derivePassword(before.JWT_SECRET, 'a'));
    expect(() => readSettings({ ...OWN, ...after })).not.toThrow();
  });

  it('changes one list only where that is asked for, and says so in JSON', async () => {
    const before = keptSecrets(folder);
    const { code, said } = await admin({}, 'keys', 'rotate', '--only', 'link', '--json');
    expect([code, JSON.parse(said)]).toEqual([
      0,
      { ok: true, keys: [{ setting: 'LINK_SECRET', kept_in: secretsFile(folder), keys: 2, instruction: null }] },
    ]);
    expect(keptSecrets(folder)).toEqual({ ...before, LINK_SECRET: expect.stringContaining(`,${before.LINK_SECRET}`) });
  });
});

describe('retiring the keys of an embedded start', () => {
  it('takes the oldest out of each list that has an older one', async () => {
    const oldest = keptSecrets(folder);
    await admin({}, 'keys', 'rotate');
    await admin({}, 'keys', 'rotate', '--only', 'jwt');
    const before = keptSecrets(folder);
    const { code, said } = await admin({}, 'keys', 'retire');
    const after = keptSecrets(folder);
    expect(code).toBe(0);
    expect(keysOf(after.JWT_SECRET)).toEqual(keysOf(before.JWT_SECRET).slice(0, 2));
    expect(keysOf(after.LINK_SECRET)).toEqual(keysOf(before.LINK_SECRET).slice(0, 1));
    expect(JSON.stringify(after)).not.toMatch(new RegExp(`${oldest.JWT_SECRET}|${oldest.LINK_SECRET}`));
    expect(said).toContain('npm run migrate');
    for (const key of [...keysOf(before.JWT_SECRET), ...keysOf(before.LINK_SECRET)]) expect(said).not.toContain(key);
  });

  it('leaves the key that signs, and says that there is no older one', async () => {
    const before = keptSecrets(folder);
    expect(await admin({}, 'keys', 'retire', '--only', 'jwt', '--json')).toEqual({
      code: 1,
      said: expect.stringContaining('"error":"error.keys.last"'),
    });
    expect((await admin({}, 'keys', 'retire')).code).toBe(1);
    expect(keptSecrets(folder)).toEqual(before);
  });
});

describe('the keys of an environment', () => {
  it('are not ours to change: what to set is printed, with the new key and never an old one', async () => {
    const { code, said } = await admin(OWN, 'keys', 'rotate');
    expect(code).toBe(0);
    const [, jwt = ''] = /JWT_SECRET="([\w-]{43}),\$JWT_SECRET"/.exec(said) ?? [];
    const [, link = ''] = /LINK_SECRET="([\w-]{43}),\$LINK_SECRET"/.exec(said) ?? [];
    expect(() =>
      readSettings({ ...OWN, JWT_SECRET: `${jwt},${OLD.JWT_SECRET}`, LINK_SECRET: `${link},${OLD.LINK_SECRET}` }),
    ).not.toThrow();
    for (const old of [...Object.values(OLD), 'hunter2']) expect(said).not.toContain(old);
    expect(existsSync(secretsFile(folder))).toBe(false);
  });

  it('are retired by hand', async () => {
    const env = { ...OWN, LINK_SECRET: `${'n'.repeat(40)}, ${OLD.LINK_SECRET}` };
    const { code, said } = await admin(env, 'keys', 'retire');
    expect([code, said]).toEqual([0, expect.stringContaining('Take the last of the 2 keys out of LINK_SECRET')]);
    expect(said).not.toMatch(/n{40}|l{40}|JWT_SECRET/);
    expect((await admin(OWN, 'keys', 'retire')).code).toBe(1);
  });

  it('stand before those of the file, each for itself', async () => {
    const kept = keptSecrets(folder);
    const { said } = await admin({ JWT_SECRET: OLD.JWT_SECRET }, 'keys', 'rotate');
    expect(said).toContain('JWT_SECRET="');
    expect(JSON.parse(readFileSync(secretsFile(folder), 'utf8'))).toEqual({
      JWT_SECRET: kept.JWT_SECRET,
      LINK_SECRET: expect.stringContaining(`,${kept.LINK_SECRET}`),
    });
  });

  it('that are not there are asked for', async () => {
    const { code, said } = await admin(
      { DATABASE_URL: OWN['DATABASE_URL'], JWT_SECRET: OLD.JWT_SECRET },
      'keys',
      'rotate',
    );
    expect([code, said]).toEqual([1, 'LINK_SECRET is needed: set it as for the service.']);
  });
});
