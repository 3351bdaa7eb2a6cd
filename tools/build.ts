// `node tools/run.mjs build`: the API and the web app, where they are not built from the present sources.
import { buildIfStale } from './lib/build.ts';
import { readOptions, runCommand } from './lib/command.ts';

readOptions(
  `
Usage: node tools/run.mjs build

Builds the API into dist/apps/api and the web app into dist/apps/web/browser, each only when its sources have changed.
`,
  {},
);

await runCommand(async ({ signal }) => buildIfStale({ log: (line) => console.log(line), signal }));
