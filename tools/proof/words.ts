import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { forbiddenWords, wordsInSource } from '../check-words.ts';
import { ROOT } from '../lib/files.ts';
import { Chapter } from './chapter.ts';
import { type Stage } from './stage.ts';

const SOURCES: Readonly<Record<string, string[]>> = {
  'copy catalogue (`libs/copy`)': ['libs/copy/src/**/*.ts'],
  'templates and parts of the web app (`apps/web`, `libs/ui`)': [
    'apps/web/src/**/*.{html,ts}',
    'libs/ui/src/**/*.{html,ts}',
  ],
  'words of the API (`apps/api`, `libs/contracts`)': ['apps/api/src/**/*.ts', 'libs/contracts/src/**/*.ts'],
  'migrations, which write into notifications and the trail': ['migrations/*.sql'],
};

/** The documents hold this chapter themselves; that they hold none of the words is made sure of when they are written. */
export async function wordsChapter(stage: Stage): Promise<Chapter> {
  const { answer } = await stage.call(null, 'GET', '/api/openapi.json');
  const found = {
    ...Object.fromEntries(Object.entries(SOURCES).map(([what, patterns]) => [what, inFiles(patterns)])),
    'API document (`/api/openapi.json`)': forbiddenWords(JSON.stringify(answer)).length,
    'the proof documents': 0,
  };
  return new Chapter('Terminology check')
    .holds(
      'none of the three words that this product never uses is in any text that somebody can read',
      Object.values(found).every((count) => count === 0),
    )
    .text('The words stand in `tools/check-words.ts` and nowhere else. How often any of them was found:')
    .table(Object.entries(found).map(([where, count]) => ({ where, found: count })));
}

function inFiles(patterns: string[]): number {
  return globSync(patterns, { cwd: ROOT }).flatMap((file) =>
    wordsInSource(file, readFileSync(path.join(ROOT, file), 'utf8')),
  ).length;
}

/** @throws where a document that is about to be written holds one of the words */
export function requireNoForbiddenWords(file: string, text: string): void {
  const found = forbiddenWords(text);
  if (found.length > 0) throw new Error(`${file} would hold ${found.length} word(s) that this product never uses.`);
}
