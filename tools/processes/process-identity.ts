import { readFileSync } from 'node:fs';

/** A process that can be told from a later one with the same pid, by when it began (clock ticks since boot). */
export interface ProcessIdentity {
  pid: number;
  startTicks: string | undefined;
}

export interface ProcessStat {
  state: string;
  group: number;
  startTicks: string;
}

/** Parses /proc/<pid>/stat. The program's name is in brackets and may itself hold brackets and spaces. */
export function parseStat(text: string): ProcessStat | undefined {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state, , group] = fields;
  const startTicks = fields[19];
  if (!state || !group || !startTicks) return undefined;
  return { state, group: Number(group), startTicks };
}

/** The living process with this pid; undefined when there is none, when it is a zombie, or without /proc. */
export function statOf(pid: number): ProcessStat | undefined {
  try {
    const stat = parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    return stat && stat.state !== 'Z' && stat.state !== 'X' ? stat : undefined;
  } catch {
    return undefined;
  }
}

export function identify(pid: number): ProcessIdentity {
  return { pid, startTicks: statOf(pid)?.startTicks };
}

/** True only when it is certainly the same process: without a start time nothing is certain. */
export function isRunning({ pid, startTicks }: ProcessIdentity): boolean {
  return startTicks !== undefined && statOf(pid)?.startTicks === startTicks;
}
