import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { changeSecrets, keptSecrets, secretsFile } from './secrets.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'secrets-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const mode = () => statSync(secretsFile(folder)).mode & 0o777;

describe('the secrets of an embedded start', () => {
  it('are made once, readable by nobody else', () => {
    const made = keptSecrets(folder);
    expect(made.JWT_SECRET).toMatch(/^[\w-]{43}$/);
    expect(made.LINK_SECRET).toMatch(/^[\w-]{43}$/);
    expect(made.JWT_SECRET).not.toBe(made.LINK_SECRET);
    expect(keptSecrets(folder)).toEqual(made);
    expect(mode()).toBe(0o600);
  });

  it('are changed whole, readable by nobody else, and nothing is left beside them', async () => {
    const { JWT_SECRET } = keptSecrets(folder);
    const changed = await changeSecrets(folder, (secrets) => ({ ...secrets, LINK_SECRET: 'another' }));
    expect(changed).toEqual({ JWT_SECRET, LINK_SECRET: 'another' });
    expect(JSON.parse(readFileSync(secretsFile(folder), 'utf8'))).toEqual(changed);
    expect(mode()).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['secrets.json']);
  });

  it('stay as they were when a change fails', async () => {
    const before = keptSecrets(folder);
    const failing = changeSecrets(folder, () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(keptSecrets(folder)).toEqual(before);
    expect(readdirSync(folder)).toEqual(['secrets.json']);
  });

  it('lose no change of several at once', async () => {
    keptSecrets(folder);
    const letters = ['a', 'b', 'c', 'd'];
    await Promise.all(
      letters.map((letter) =>
        changeSecrets(folder, ({ LINK_SECRET, ...rest }) => ({ ...rest, LINK_SECRET: `${letter},${LINK_SECRET}` })),
      ),
    );
    expect(keptSecrets(folder).LINK_SECRET.split(',').slice(0, -1).sort()).toEqual(letters);
  });
});
