// `npm run client`: writes the typed client's generated part from the OpenAPI document that the built API describes.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { generateTypes, operationsTable, type ApiDocument } from './lib/api-client.ts';
import { buildIfStale, DOCUMENT_ENTRY } from './lib/build.ts';
import { readOptions, runCommand } from './lib/command.ts';
import { ROOT } from './lib/files.ts';

const FOLDER = path.join(ROOT, 'libs/api-client/src/generated');

const { check } = readOptions(
  `
Usage: npm run client [-- --check]

Writes libs/api-client/src/generated/ from the OpenAPI document that the built API describes: the types of everything
that is sent and answered, and the table of the operations. Needs neither a database nor a port.

  --check   writes nothing; ends with code 1 where a file is out of date
  --help    this
`,
  { check: { type: 'boolean' } },
);

await runCommand(async ({ signal }) => {
  await buildIfStale({ log: (line) => console.log(line), signal, parts: ['api'] });
  const document = JSON.parse(
    execFileSync(process.execPath, [DOCUMENT_ENTRY], { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }),
  ) as ApiDocument;
  const files = {
    'types.gen.ts': await generateTypes(document),
    'operations.gen.ts': operationsTable(document),
  };

  const stale: string[] = [];
  for (const [name, source] of Object.entries(files)) {
    const file = path.join(FOLDER, name);
    const text = await format(source, { ...(await resolveConfig(file)), filepath: file });
    if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
    stale.push(path.relative(ROOT, file));
    if (check) continue;
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(file, text);
  }

  if (check && stale.length > 0) {
    console.error(`Out of date: ${stale.join(', ')}. "npm run client" writes it anew.`);
    return 1;
  }
  console.log(stale.length > 0 ? `Written: ${stale.join(', ')}` : 'The client is up to date.');
  return 0;
});
