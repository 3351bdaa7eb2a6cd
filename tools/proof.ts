// `npm run proof`: plays the scenarios against the built API and a real PostgreSQL, and writes down what came of them.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildIfStale } from './lib/build.ts';
import { readOptions, runCommand } from './lib/command.ts';
import { sweepThrowaways } from './lib/embedded-postgres.ts';
import { readIfThere, ROOT } from './lib/files.ts';
import { startTestCluster } from './lib/test-cluster.ts';
import { PICTURES, writeDocuments } from './proof/documents.ts';
import { Names } from './proof/names.ts';
import { takePictures } from './proof/pictures.ts';
import { Stage } from './proof/stage.ts';

const FOLDER = path.join(ROOT, 'proof/v3.5');
const SHOTS = path.join(FOLDER, 'pictures');

const { check, 'no-pictures': noPictures } = readOptions(
  `
Usage: npm run proof [-- --check] [-- --no-pictures]

Plays the scenarios against the built API and a throwaway PostgreSQL, and writes what came of them to proof/v3.5/. What
differs between two runs is named, so a document changes only where the product does. A picture is replaced only when
it shows something else.

  --check         writes nothing; ends with code 1 where a document is out of date or a picture is missing
  --no-pictures   the documents only
  --help          this
`,
  { check: { type: 'boolean' }, 'no-pictures': { type: 'boolean' } },
);

await runCommand(async ({ signal, onEnd }) => {
  const log = (line: string) => console.log(line);
  onEnd(sweepThrowaways);
  await buildIfStale({ log, signal });
  const cluster = await startTestCluster();
  onEnd(() => cluster.stop());

  const stage = await Stage.open(cluster.url, new Names(), signal);
  onEnd(() => stage.close());
  const documents = await writeDocuments(stage);
  const stale = [...documents]
    .filter(([file, text]) => text !== readIfThere(path.join(FOLDER, file)))
    .map(([file]) => file);

  if (check) {
    const missing = Object.values(PICTURES).filter(({ file }) => !existsSync(path.join(SHOTS, file)));
    const problems = [
      ...stale.map((file) => `proof/v3.5/${file} is out of date`),
      ...missing.map(({ file }) => `proof/v3.5/pictures/${file} is missing`),
    ];
    for (const problem of problems) console.error(problem);
    if (problems.length > 0) console.error('\nRun "npm run proof", look at what has changed, and commit it.');
    return problems.length > 0 ? 1 : 0;
  }

  mkdirSync(SHOTS, { recursive: true });
  for (const file of stale) writeFileSync(path.join(FOLDER, file), documents.get(file) ?? '');
  log(stale.length > 0 ? `Written: ${stale.join(', ')}` : 'The documents are as they were.');
  if (noPictures) return 0;

  const replaced = await takePictures(cluster.url, SHOTS, { signal, onEnd });
  log(replaced.length > 0 ? `Pictures replaced: ${replaced.join(', ')}` : 'The pictures are as they were.');
  return 0;
});
