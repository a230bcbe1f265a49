import type { StepLimits } from '../containment/containment.rules.js';
import type { StepProcesses } from '../processes/step-processes.js';
import type { PulseWatch } from '../records/pulse-watch.js';
import type { DiskUse } from './disk-use.js';
import { StopReason } from './stop-reason.js';

export interface Watched {
  processes: StepProcesses;
  disk: DiskUse;
  pulse: PulseWatch;
  limits: StepLimits;
  orphanAfterMs: number;
}

const MIB = 1024 * 1024;

/** Why the step has to end now; undefined while it keeps within its limits and a runner answers for it. */
export function reasonToStop({ processes, disk, pulse, limits, orphanAfterMs }: Watched): StopReason | undefined {
  if (pulse.silentMs() > orphanAfterMs) return new StopReason('orphaned');
  const strikes = processes.cgroup?.strikes();
  if (strikes?.processes || processes.pids().length > limits.processes)
    return new StopReason('limit', `The step started more than ${limits.processes} processes and was ended.`);
  if (strikes?.memory || processes.privateBytes() > limits.memoryBytes)
    return new StopReason('limit', `The step took more than ${mib(limits.memoryBytes)} of memory and was ended.`);
  if (disk.look() > limits.diskBytes)
    return new StopReason('limit', `The step left more than ${mib(limits.diskBytes)} on the disk and was ended.`);
  return undefined;
}

function mib(bytes: number): string {
  return `${Math.round(bytes / MIB)} MiB`;
}
