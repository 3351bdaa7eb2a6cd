// What Linux tells of a process; undefined elsewhere, where a figure is then left out.
import { readIfThere } from '../tools/lib/files.ts';

/** Of the kernel's clock, a second: fixed at 100 on every machine that Node runs on. */
const TICKS = 100;

/** Seconds of processor time that a process has used so far, user's and system's. */
export function cpuSeconds(pid: number): number | undefined {
  // The name of the program stands in brackets and may hold anything.
  const fields = read(pid, 'stat')?.split(') ')[1]?.split(' ');
  return fields && (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/** Megabytes (of 1,000,000 bytes) that a process has in memory. */
export function residentMegabytes(pid: number): number | undefined {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(read(pid, 'status') ?? '')?.[1];
  return kilobytes === undefined ? undefined : (Number(kilobytes) * 1_024) / 1_000_000;
}

function read(pid: number, what: string): string | undefined {
  return readIfThere(`/proc/${pid}/${what}`);
}
