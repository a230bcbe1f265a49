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

/** True when exactly this process runs: a reused pid has another start, a zombie has ended. */
export function isAlive(known: { pid: number; startTicks: string }): boolean {
  const stat = processStat(known.pid);
  return stat !== undefined && stat.startTicks === known.startTicks && stat.state !== 'Z' && stat.state !== 'X';
}
