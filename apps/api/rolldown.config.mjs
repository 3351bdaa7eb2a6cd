import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'rolldown';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dependencies = Object.keys(JSON.parse(readFileSync(`${root}package.json`, 'utf8')).dependencies);

/** Only what is installed at run time stays outside of the bundle; our own libraries go in. */
const isDependency = (id) => dependencies.some((name) => id === name || id.startsWith(`${name}/`));

const entries = { main: 'main.ts', worker: 'worker.ts', openapi: 'openapi.ts' };

export default defineConfig({
  cwd: root,
  input: Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, `${root}apps/api/src/${file}`])),
  platform: 'node',
  tsconfig: `${root}apps/api/tsconfig.json`,
  external: (id) => id.startsWith('node:') || isDependency(id),
  output: {
    dir: 'dist/apps/api',
    cleanDir: true,
    format: 'esm',
    sourcemap: true,
    keepNames: true,
    entryFileNames: '[name].js',
    chunkFileNames: 'chunk-[hash].js',
  },
});
