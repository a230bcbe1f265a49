import { loadavg } from 'node:os';
import { cpuMs, machineTime, type MachineTime } from './cpu-time.ts';

/** What happened on the machine besides a round, as shares of all its CPU time. */
export interface Disturbance {
  load: number;
  steal: number;
  /** Busy time that no process of the benchmark used. */
  foreign: number;
}

const MAX_LOAD = 0.5;
const MAX_STEAL = 0.02;
/** The kernel's own work for our sockets belongs to no process and lands here too. */
const MAX_FOREIGN = 0.1;

/**
 * Begins to watch; `pids` are the benchmark's own processes. The returned function says what happened since.
 * @param cpu how the time of one is told: `familyCpuMs` for those that start others
 */
export function watchMachine(pids: readonly number[], cpu: (pid: number) => number = cpuMs): () => Disturbance {
  const ownMs = (): number => pids.reduce((sum, pid) => sum + cpu(pid), cpuMs(process.pid));
  const load = loadavg()[0] ?? 0;
  const before = machineTime();
  const ownBefore = ownMs();
  return () => disturbanceOf({ load, before, after: machineTime(), ownMs: ownMs() - ownBefore });
}

export interface Observation {
  load: number;
  before: MachineTime;
  after: MachineTime;
  ownMs: number;
}

export function disturbanceOf({ load, before, after, ownMs: own }: Observation): Disturbance {
  const total = Math.max(1, after.totalMs - before.totalMs);
  const busy = after.busyMs - before.busyMs;
  return { load, steal: (after.stealMs - before.stealMs) / total, foreign: Math.max(0, busy - own) / total };
}

/** Whether a round's figures may be those of its neighbours. `first` rounds have no load of our own before them. */
export function isNoisy({ load, steal, foreign }: Disturbance, first: boolean): boolean {
  return steal > MAX_STEAL || foreign > MAX_FOREIGN || (first && load > MAX_LOAD);
}
