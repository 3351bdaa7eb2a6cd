// `npm run lint`: every rule, the walls between the parts included. `npm run lint -- --fix` repairs what can be.
import { spawnSync } from 'node:child_process';
import { createProjectGraphAsync } from '@nx/devkit';
import { cycles } from './lib/cycles.ts';
import { ROOT } from './lib/files.ts';

const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(`Usage: npm run lint [-- <paths>] [-- --fix]

Checks every rule over all files, or over those named: ESLint, the walls between projects and between features, and that
no files import one another in a circle. Other options go to ESLint.`);
  process.exit(0);
}

// The rule about module boundaries reads Nx's project graph and says nothing when there is none.
await createProjectGraphAsync({ exitOnError: true, resetDaemonClient: false });

const paths = args.some((arg) => !arg.startsWith('-')) ? [] : ['.'];
const { status } = spawnSync('eslint', ['--max-warnings=0', '--no-warn-ignored', ...paths, ...args], {
  stdio: 'inherit',
});

const circles = cycles(ROOT, ['apps/*/src/**/*.ts', 'apps/api/test/**/*.ts', 'libs/*/src/**/*.ts', 'tools/**/*.ts']);
for (const circle of circles) console.error(`Circular import: ${circle.join(' → ')}`);

process.exit(status || circles.length > 0 ? 1 : 0);
