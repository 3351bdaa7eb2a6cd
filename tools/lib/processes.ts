import { spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readIfThere } from './files.ts';

/** Whether a process runs; one that has ended and was not collected by its parent does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const status = readIfThere(`/proc/${pid}/status`);
  return status === undefined || !/^State:\s*[ZX]/m.test(status);
}

/** The command line of a process, as far as the system tells. */
export function commandLine(pid: number): string {
  const line = readIfThere(`/proc/${pid}/cmdline`);
  if (line !== undefined) return line.replaceAll('\0', ' ').trim();
  const { stdout } = spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout?.trim() ?? '';
}

/** Tells this life of a process from a later process that was given the same number. */
function startMark(pid: number): string {
  return readIfThere(`/proc/${pid}/stat`)?.replace(/^.*\)/, '').split(' ')[20] ?? '';
}

/** Writes down which process something belongs to. */
export function writeOwner(file: string): void {
  writeFileSync(file, `${process.pid} ${startMark(process.pid)}\n`);
}

/** The process that wrote the file, if it still runs. */
export function livingOwner(file: string): number | undefined {
  const [pid = 0, mark = ''] = readIfThere(file)?.trim().split(' ') ?? [];
  const owner = Number(pid);
  return owner > 0 && isAlive(owner) && startMark(owner) === mark ? owner : undefined;
}

export async function untilGone(pid: number, milliseconds: number): Promise<boolean> {
  const end = Date.now() + milliseconds;
  while (isAlive(pid)) {
    if (Date.now() > end) return false;
    await sleep(15);
  }
  return true;
}

/** Ends a process that has nothing to keep, and waits until it is gone. */
export async function endAtOnce(pid: number): Promise<void> {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
  await untilGone(pid, 5_000);
}

/** Asks a child to end, waits, and makes it end where it does not. */
export async function stopChild(child: ChildProcess, milliseconds: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
  await ended;
  clearTimeout(timer);
}

/** Ends a child that was started `detached`, and all that it has started: Nx, for one, leaves its executors behind. */
export async function endGroup({ pid }: ChildProcess, milliseconds = 3_000): Promise<void> {
  if (!pid) return;
  signalGroup(pid, 'SIGTERM');
  await untilGone(pid, milliseconds);
  signalGroup(pid, 'SIGKILL');
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Only one process at a time does `work` under this folder's name; what a killed one left is taken over. */
export async function exclusively<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  mkdirSync(path.dirname(folder), { recursive: true });
  const owner = path.join(folder, 'owner');
  for (let waited = 0; ; waited += 50) {
    try {
      mkdirSync(folder);
      writeOwner(owner);
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      // Between making the folder and writing the file, the other one has no name yet: give it a second.
      if (livingOwner(owner) === undefined && (readIfThere(owner) !== undefined || waited > 1_000)) {
        rmSync(folder, { recursive: true, force: true });
      } else {
        await sleep(50);
      }
    }
  }
  try {
    return await work();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
