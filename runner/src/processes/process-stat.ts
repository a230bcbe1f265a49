import { readFileSync } from 'node:fs';

export interface ProcessStat {
  state: string;
  /** When it started, in ticks since the machine did: tells a process from a later one with its pid. */
  startTicks: string;
}

/** State and start of a process, from /proc; undefined when there is none, or no /proc. */
export function processStat(pid: number): ProcessStat | undefined {
  try {
    return parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Reads a line of /proc/<pid>/stat. The name in parentheses may itself hold spaces and parentheses. */
export function parseStat(line: string): ProcessStat | undefined {
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  const [state, startTicks] = [fields[0], fields[19]];
  return state && startTicks ? { state, startTicks } : undefined;
}

/** Another one after every start of the machine; '' where there is no /proc. */
export function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

/** A process as it was once noted. */
export interface KnownProcess {
  pid: number;
  startTicks: string;
  /** Those that were noted before it was kept lack it. */
  bootId?: string;
}

/**
 * True when exactly this process runs: a reused pid has another start, a zombie has ended, and after a start of the
 * machine, whose ticks begin anew, nothing runs that ran before.
 */
export function isAlive(known: KnownProcess): boolean {
  if (known.bootId !== undefined && known.bootId !== bootId()) return false;
  const stat = processStat(known.pid);
  return stat !== undefined && stat.startTicks === known.startTicks && stat.state !== 'Z' && stat.state !== 'X';
}
