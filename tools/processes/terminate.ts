import { statOf, isRunning, type ProcessIdentity } from './process-identity.ts';
import { until } from './until.ts';

/** A killed process needs a moment until the kernel has taken it away. */
const KILL_MS = 5_000;

/**
 * Asks a process and its group to end, and kills what is left of the group after `graceMs`.
 * Touches nothing when the pid belongs to another process by now.
 */
export async function terminate(target: ProcessIdentity, graceMs: number): Promise<'gone' | 'stopped' | 'killed'> {
  const stat = statOf(target.pid);
  if (!stat || !isRunning(target)) return 'gone';
  // Only the leader of a group stands for all of it.
  const address = stat.group === target.pid ? -target.pid : target.pid;
  signal(address, 'SIGTERM');
  const ended = await until(() => !isRunning(target), { timeoutMs: graceMs });
  if (!ended || address < 0) signal(address, 'SIGKILL');
  if (ended) return 'stopped';
  await until(() => !isRunning(target), { timeoutMs: KILL_MS });
  return 'killed';
}

/** Sends a signal to a pid or, when negative, to a group; one that is gone is no error. */
export function signal(address: number, name: NodeJS.Signals): void {
  try {
    process.kill(address, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
