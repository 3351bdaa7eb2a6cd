import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The top of the project. */
export const ROOT = path.resolve(import.meta.dirname, '../..');

/** What the embedded database and the start command keep between two starts. */
export const DATA_FOLDER = path.join(ROOT, '.data');

/** The text of a file, or nothing where there is none, or none that may be read. */
export function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** Writes a value as JSON for people too, with the folders above it. */
export function writeJson(file: string, value: unknown): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}

/** SHA-256 over names and contents of files, in their order; named from the top of the project. */
export function sumOf(files: readonly string[]): string {
  const sum = createHash('sha256');
  for (const file of files)
    sum
      .update(`${file}\0`)
      .update(readFileSync(path.join(ROOT, file)))
      .update('\0');
  return sum.digest('hex');
}
