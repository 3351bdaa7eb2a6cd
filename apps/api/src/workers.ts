import cluster, { type Worker } from 'node:cluster';

/** Milliseconds before a process that ended is replaced: longer each time, until one has stayed. */
const PAUSE = { first: 250, most: 30_000 };
/** Milliseconds after which one has stayed. */
const STAYED = 60_000;
const ENDINGS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** Whether this process is to watch over so many, and not to answer itself. */
export function watchesOver(count: number): boolean {
  return count > 1 && cluster.isPrimary;
}

/**
 * Keeps so many processes of this same program running, which share one port. The first starts alone: what stops it, which it has
 * said, stops all. Later ones that end are replaced, and `trouble` is told. A signal to end lets each finish what is under way,
 * and when this process is killed they end by themselves.
 */
export function watchOver(count: number, trouble: (what: string) => void): void {
  let pause = PAUSE.first;
  let ready = false;
  let ending: NodeJS.Signals | undefined;

  const start = () => {
    if (ending) return;
    const began = Date.now();
    const worker = cluster.fork();
    worker.once('exit', (code: number | null, signal: string | null) => {
      if (ending) return endWithTheLast();
      // It has said why in its own words.
      if (!ready) process.exit(code || 1);
      trouble(`Process ${worker.process.pid} ended (${signal ?? `code ${code}`})`);
      if (Date.now() - began > STAYED) pause = PAUSE.first;
      setTimeout(start, pause);
      pause = Math.min(2 * pause, PAUSE.most);
    });
  };
  const endWithTheLast = () => {
    if (living().length > 0 || !ending) return;
    for (const signal of ENDINGS) process.removeAllListeners(signal);
    process.kill(process.pid, ending);
  };

  // All accept from one socket. Where the first deals connections out, one dealt to a process that has just been killed is never
  // answered nor refused.
  cluster.schedulingPolicy = cluster.SCHED_NONE;
  start();
  cluster.once('listening', () => {
    ready = true;
    for (let more = 1; more < count; more++) start();
  });
  for (const signal of ENDINGS) {
    process.on(signal, () => {
      if (ending) return;
      ending = signal;
      for (const worker of living()) worker.process.kill('SIGTERM');
      endWithTheLast();
    });
  }
}

function living(): Worker[] {
  return Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
}
