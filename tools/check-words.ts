// Words that no user and no API consumer may ever read, looked for in everything that is written here: templates, copy,
// API descriptions, documents and code alike. They stand in this file only.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './lib/files.ts';

const WORDS = /booking|contractor|calendar/gi;

/** Names in the libraries' own code, by which their texts are replaced: no one reads these. */
const LIBRARY_NAMES = /\b(?:(?:open|close)?[cC]alendarLabel|MatCalendar\w*)\b|\bmat-calendar[\w-]*/g;

const SKIPPED_FILES = ['tools/check-words.ts', 'package-lock.json'];
const BINARY = /\.(?:png|jpe?g|webp|avif|ico|woff2?|ttf|gz|br|zip|pdf)$/i;

/** The forbidden words in a text that people read, on a screen or by its accessible names. */
export function forbiddenWords(text: string): string[] {
  return text.match(WORDS) ?? [];
}

/** `file:line: word` for each place in a source file. */
export function wordsInSource(file: string, source: string): string[] {
  return source
    .split('\n')
    .flatMap((line, index) =>
      forbiddenWords(line.replaceAll(LIBRARY_NAMES, '')).map((word) => `${file}:${index + 1}: ${word}`),
    );
}

/** What is in git, or could be: ignored files are nobody's text. */
function files(): string[] {
  const list = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return list.split('\0').filter((file) => file && !SKIPPED_FILES.includes(file) && !BINARY.test(file));
}

if (import.meta.main) {
  const found = files()
    .filter((file) => existsSync(path.join(ROOT, file)))
    .flatMap((file) => [
      ...wordsInSource(file, file),
      ...wordsInSource(file, readFileSync(path.join(ROOT, file), 'utf8')),
    ]);
  for (const place of found) console.error(place);
  if (found.length > 0) console.error(`\n${found.length} place(s) use a word that this product never shows.`);
  process.exit(found.length > 0 ? 1 : 0);
}
