import { readdirSync, readFileSync } from 'node:fs';

/** In the environment of everything that a step starts, and so of its children, whatever session they move to. */
export const MARK = 'THROUGHLINE_STEP';

const NONE: ReadonlySet<string> = new Set();
/** A fork bomb is stopped before it is killed, so that nothing can fork meanwhile; it may take some looks. */
const ROUNDS = 50;

/**
 * The processes whose mark starts with `prefix` and is none of `spared`. Only Linux shows other processes'
 * environments; elsewhere the process group has to do.
 */
export function markedProcesses(prefix: string, spared = NONE): number[] {
  return pids().filter((pid) => {
    const mark = pid === process.pid ? undefined : markOf(pid);
    return mark?.startsWith(prefix) === true && !spared.has(mark);
  });
}

/** Ends all marked processes; those that fork meanwhile are stopped first. The number of those that were there. */
export function killMarked(prefix: string, spared = NONE): number {
  const stopped = new Set<number>();
  for (let round = 0; round < ROUNDS; round++) {
    const fresh = markedProcesses(prefix, spared).filter((pid) => !stopped.has(pid));
    if (fresh.length === 0) break;
    for (const pid of fresh) if (send(pid, 'SIGSTOP')) stopped.add(pid);
  }
  for (const pid of stopped) send(pid, 'SIGKILL');
  return stopped.size;
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

/** Undefined for a process that is gone, a zombie, another user's, or none of a step. */
function markOf(pid: number): string | undefined {
  const start = `${MARK}=`;
  try {
    const entries = readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0');
    return entries.find((entry) => entry.startsWith(start))?.slice(start.length);
  } catch {
    return undefined;
  }
}

function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
