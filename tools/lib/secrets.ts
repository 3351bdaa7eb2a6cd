// The two secrets of an embedded start. Each is a list of keys, as in the environment: the first one signs, all verify.
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { exclusively } from './processes.ts';

export const SECRET_NAMES = ['JWT_SECRET', 'LINK_SECRET'] as const;

export type SecretName = (typeof SECRET_NAMES)[number];

export type Secrets = Readonly<Record<SecretName, string>>;

/** One that nobody can guess. */
export function newKey(): string {
  return randomBytes(32).toString('base64url');
}

/** The file under the folder that an embedded start keeps its things in. */
export function secretsFile(folder: string): string {
  return path.join(folder, 'secrets.json');
}

/** Made once, and kept where only this account reads them. */
export function keptSecrets(folder: string): Secrets {
  const file = secretsFile(folder);
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    const unfinished = writeBeside(file, { JWT_SECRET: newKey(), LINK_SECRET: newKey() });
    try {
      // A link, unlike a rename, leaves the file of whoever was quicker.
      linkSync(unfinished, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(unfinished, { force: true });
    }
  }
  const { JWT_SECRET = '', LINK_SECRET = '' } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>;
  return { JWT_SECRET, LINK_SECRET };
}

/** Puts others in their place, whole or not at all. Of two changes at once the second sees what the first has made. */
export function changeSecrets(folder: string, change: (secrets: Secrets) => Secrets): Promise<Secrets> {
  return exclusively(path.join(folder, 'changing-secrets'), async () => {
    const changed = change(keptSecrets(folder));
    const file = secretsFile(folder);
    const { uid, gid } = statSync(file);
    const unfinished = writeBeside(file, changed);
    try {
      // Whoever starts the service reads them, also when root has changed them.
      if (process.getuid?.() === 0) chownSync(unfinished, uid, gid);
      renameSync(unfinished, file);
    } finally {
      rmSync(unfinished, { force: true });
    }
    return changed;
  });
}

function writeBeside(file: string, secrets: Secrets): string {
  const unfinished = `${file}.${process.pid}`;
  rmSync(unfinished, { force: true });
  const descriptor = openSync(unfinished, 'wx', 0o600);
  try {
    writeFileSync(descriptor, `${JSON.stringify(secrets, null, 2)}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  return unfinished;
}
