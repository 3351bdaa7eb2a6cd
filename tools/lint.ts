// `npm run lint`: every rule, the walls between the parts included. `npm run lint -- --fix` repairs what can be.
import { spawnSync } from 'node:child_process';
import { createProjectGraphAsync } from '@nx/devkit';

// The rule about module boundaries reads Nx's project graph and says nothing when there is none.
await createProjectGraphAsync({ exitOnError: true, resetDaemonClient: false });

const args = process.argv.slice(2);
const paths = args.some((arg) => !arg.startsWith('-')) ? [] : ['.'];
const { status } = spawnSync('eslint', ['--max-warnings=0', '--no-warn-ignored', ...paths, ...args], {
  stdio: 'inherit',
});
process.exit(status ?? 1);
