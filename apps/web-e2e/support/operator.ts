// What an operator does at a terminal, on the database of this run.
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

/** Where the global set-up tells the tests of the settings that the API runs under. */
export const OPERATOR_VARIABLE = 'SERVICE_RUNS_OPERATOR';

const TOOL = path.join(import.meta.dirname, '../../../tools/admin.ts');

/** `npm run admin -- … --json` */
export async function admin<Answer>(...args: string[]): Promise<Answer> {
  const settings = JSON.parse(process.env[OPERATOR_VARIABLE] ?? '{}') as Record<string, string>;
  const { stdout } = await promisify(execFile)(process.execPath, [TOOL, ...args, '--json'], {
    env: { PATH: process.env['PATH'], ...settings },
  });
  return JSON.parse(stdout) as Answer;
}
