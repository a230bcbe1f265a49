import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/**
 * Where processes run: what is measured alone on one core, the load generator and the upstream on another. On a
 * machine with one core, or without taskset, nothing is pinned and the result says so.
 */
export interface Cores {
  subject: string[];
  load: string[];
  description: string;
}

/** Where the kernel groups processes by session, `nice` ranks them within their own; the group has a rank too. */
const FIRST = ['sh', '-c', 'echo -15 > /proc/self/autogroup; exec nice -n -15 "$@"', 'first'];

/** @param first whether these processes go before everybody else's on the machine; takes root */
export function chooseCores(first: boolean): Cores {
  const last = availableParallelism() - 1;
  const isThere = last > 0 && spawnSync('taskset', ['--version']).status === 0;
  const nice = first ? FIRST : [];
  const rank = first ? ', nice -15' : '';
  if (!isThere) return { subject: nice, load: nice, description: `nothing pinned${rank}` };
  return {
    subject: [...nice, 'taskset', '-c', '0'],
    load: [...nice, 'taskset', '-c', String(last)],
    description: `gateway and peers on core 0, load generator and upstream on core ${last}${rank}`,
  };
}
