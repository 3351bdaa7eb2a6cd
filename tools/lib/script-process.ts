// For tests of what a killed process leaves behind.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { ROOT } from './files.ts';

/** Runs a module's text in a process of its own, which stays until it is killed, and answers with the first line that it prints. */
export async function startScript(script: string): Promise<{ child: ChildProcess; line: string }> {
  const child = spawn(
    process.execPath,
    ['--input-type=module', '-e', `${script}\nsetInterval(() => undefined, 1000);`],
    {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '' },
    },
  );
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { child, line };
}
