import { readFileSync } from 'node:fs';
import { childPids } from './child-pids.ts';

/** What the kernel counts in: 1/100 s on every Linux that we know. */
const TICK_MS = 10;

/** User and system time of a process with all its threads, from /proc/<pid>/stat, in ms; 0 when it is gone. */
export function cpuMs(pid: number): number {
  const fields = statFields(pid);
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * TICK_MS;
}

/**
 * As `cpuMs`, with all processes that it has started: those that run, and those that have ended. A server whose processes
 * come and go with its connections is measured by its first one.
 */
export function familyCpuMs(pid: number): number {
  const fields = statFields(pid);
  const ended = (Number(fields[13] ?? 0) + Number(fields[14] ?? 0)) * TICK_MS;
  return cpuMs(pid) + ended + childPids(pid).reduce((sum, child) => sum + cpuMs(child), 0);
}

/** Resident memory of the processes together, in MB. */
export function rssMb(pids: readonly number[]): number {
  const pages = pids.map((pid) => Number(statFields(pid)[21] ?? 0));
  return (pages.reduce((sum, count) => sum + count, 0) * 4_096) / 1e6;
}

/** Fields after the program's name, which may itself hold spaces and brackets. */
function statFields(pid: number): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

export interface MachineTime {
  totalMs: number;
  busyMs: number;
  stealMs: number;
}

/** Time of all cores since the machine began, from /proc/stat. */
export function machineTime(): MachineTime {
  return parseMachineTime(readFileSync('/proc/stat', 'utf8'));
}

/** Order of the columns: user nice system idle iowait irq softirq steal. */
export function parseMachineTime(text: string): MachineTime {
  const line = text.split('\n', 1)[0] ?? '';
  const columns = line.trim().split(/\s+/).slice(1, 9).map(Number);
  const total = columns.reduce((sum, ticks) => sum + ticks, 0);
  const [idle = 0, iowait = 0, steal = 0] = [columns[3], columns[4], columns[7]];
  return { totalMs: total * TICK_MS, busyMs: (total - idle - iowait - steal) * TICK_MS, stealMs: steal * TICK_MS };
}
