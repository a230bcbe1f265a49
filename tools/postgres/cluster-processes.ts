import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { statOf } from '../processes/process-identity.ts';
import { signal } from '../processes/terminate.ts';
import { until } from '../processes/until.ts';

const FAST_STOP_MS = 20_000;
const KILL_MS = 5_000;

/**
 * The name a cluster gives its processes. It follows the folder itself and not its path: a checkout that was renamed
 * while its server ran still finds it, a copy never takes the original's for its own.
 */
export function clusterName(data: string): string {
  const { dev, ino } = statSync(data, { bigint: true });
  return `throughline-${dev.toString(36)}-${ino.toString(36)}`;
}

/**
 * Whether a command line (as in /proc/<pid>/cmdline) is that of the server or a backend of the named cluster.
 * Backends overwrite theirs with a title that begins with the name.
 */
export function belongsTo(name: string, commandLine: string): boolean {
  const words = commandLine.split('\0');
  if (commandLine.startsWith(`postgres: ${name}: `)) return true;
  return basename(words[0] ?? '') === 'postgres' && words.includes(`cluster_name=${name}`);
}

/** Living processes of the cluster, the server among them. */
export function processesOf(name: string): number[] {
  const pids = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry));
  return pids.map(Number).filter((pid) => belongsTo(name, commandLineOf(pid)) && statOf(pid) !== undefined);
}

/**
 * Stops what an earlier start left behind and removes its pid file. The file may only go when nobody serves the
 * folder any more: it is what keeps two servers from writing to one.
 */
export async function clearLeftovers(data: string): Promise<'nothing' | 'stopped'> {
  const name = clusterName(data);
  const isOver = (): boolean => processesOf(name).length === 0;
  const left = processesOf(name);
  // Only the server itself: to some of its own processes this signal means something else.
  for (const pid of left.filter((one) => one === serverPid(data))) signal(pid, 'SIGINT');
  if (!(await until(isOver, { timeoutMs: FAST_STOP_MS }))) {
    for (const pid of processesOf(name)) signal(pid, 'SIGKILL');
    if (!(await until(isOver, { timeoutMs: KILL_MS }))) throw new Error(`PostgreSQL in ${data} cannot be stopped.`);
  }
  rmSync(join(data, 'postmaster.pid'), { force: true });
  return left.length === 0 ? 'nothing' : 'stopped';
}

function serverPid(data: string): number {
  try {
    return Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n', 1)[0]);
  } catch {
    return 0;
  }
}

function commandLineOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
