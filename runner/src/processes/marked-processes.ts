import { readdirSync, readFileSync } from 'node:fs';

/** In the environment of everything that a step starts, and so of its children, whatever session they move to. */
export const MARK = 'THROUGHLINE_STEP';

/**
 * The processes whose mark starts with `prefix`. Only Linux shows other processes' environments; elsewhere the
 * process group has to do.
 */
export function markedProcesses(prefix: string): number[] {
  const needle = Buffer.from(`\0${MARK}=${prefix}`);
  return pids().filter((pid) => pid !== process.pid && environmentOf(pid).includes(needle));
}

/** Ends all marked processes at once; one that forks meanwhile is met in the next round. */
export function killMarked(prefix: string): number {
  let killed = 0;
  for (let round = 0; round < 5; round++) {
    const found = markedProcesses(prefix);
    if (found.length === 0) return killed;
    for (const pid of found) if (kill(pid)) killed += 1;
  }
  return killed;
}

function pids(): number[] {
  try {
    return readdirSync('/proc')
      .map(Number)
      .filter((pid) => Number.isInteger(pid) && pid > 1);
  } catch {
    return [];
  }
}

/** Empty for a process that is gone, a zombie, or another user's. */
function environmentOf(pid: number): Buffer {
  try {
    return Buffer.concat([Buffer.from('\0'), readFileSync(`/proc/${pid}/environ`)]);
  } catch {
    return Buffer.alloc(0);
  }
}

function kill(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
}
