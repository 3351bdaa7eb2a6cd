import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { freePort } from '../../../../tools/lib/embedded-postgres.ts';
import { isAlive } from '../../../../tools/lib/processes.ts';
import { PATIENCE } from '../support/database';
import { until } from '../support/until';

jest.setTimeout(PATIENCE);

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

async function watch(count: number, ...more: string[]) {
  const port = await freePort();
  const program = path.join(__dirname, '../support/watched.ts');
  const child = spawn(process.execPath, [program, String(count), String(port), ...more], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(child);
  const said: string[] = [];
  child.stdout.on('data', (data: Buffer) => said.push(String(data)));
  const ask = async (of = '/'): Promise<number | undefined> =>
    fetch(`http://127.0.0.1:${port}${of}`, { signal: AbortSignal.timeout(10_000) })
      .then((response) => response.text())
      .then(Number, () => undefined);
  /** Asks until so many have answered, and nobody of `but`. */
  const pids = (howMany: number, but: readonly number[] = []) => {
    const seen = new Set<number>();
    return until(async () => {
      const pid = await ask();
      if (pid !== undefined && !but.includes(pid)) seen.add(pid);
      return seen.size >= howMany && [...seen];
    });
  };
  return {
    child,
    ask,
    pids,
    said: () => said.join(''),
    ended: once(child, 'exit') as Promise<[number | null, string | null]>,
  };
}

describe('WORKERS', () => {
  it('is how many processes answer on one port', async () => {
    const { pids, child } = await watch(3);
    const three = await pids(3);
    expect(three).not.toContain(child.pid);
  });

  it('replaces one that ended, and says so, while the others answer', async () => {
    const { pids, ask, said } = await watch(2);
    const [first = 0, second = 0] = await pids(2);
    process.kill(first, 'SIGKILL');
    // Whoever asks in the very moment is answered too.
    for (const answer of await Promise.all(Array.from({ length: 5 }, () => ask()))) expect(answer).toBe(second);
    await pids(1, [first, second]);
    expect(said()).toBe(`trouble: Process ${first} ended (SIGKILL)\n`);
  });

  it('ends with the first where that cannot start, which is said once', async () => {
    const { ended, said } = await watch(4, 'failing');
    expect(await ended).toEqual([3, null]);
    expect(said()).toBe('no database\n');
  });

  it('lets each finish what is under way when told to end', async () => {
    const { child, pids, ask, said, ended } = await watch(2);
    const all = await pids(2);
    const slow = [ask('/slow'), ask('/slow')];
    await until(() => said() === 'under way\nunder way\n');
    child.kill('SIGTERM');
    // A second word does not hurry it.
    setTimeout(() => child.kill('SIGTERM'), 100);
    for (const answer of await Promise.all(slow)) expect(all).toContain(answer);
    expect(await ended).toEqual([null, 'SIGTERM']);
    expect(all.filter(isAlive)).toEqual([]);
  });

  it('leaves nobody behind when it is killed', async () => {
    const { child, pids } = await watch(2);
    const all = await pids(2);
    child.kill('SIGKILL');
    await until(() => !all.some(isAlive));
  });
});
