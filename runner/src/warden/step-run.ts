import { runProcess } from '../processes/run-process.js';
import { StepCgroup } from '../processes/step-cgroup.js';
import { StepProcesses } from '../processes/step-processes.js';
import { PulseWatch } from '../records/pulse-watch.js';
import type { StepEnd } from '../records/step-end.rules.js';
import { DiskUse } from './disk-use.js';
import { reasonToStop } from './limit-watch.js';
import { OutputRecord } from './output-record.js';
import { StopReason } from './stop-reason.js';
import type { WardenSpec } from './warden-spec.js';

const LOOK_MS = 250;
/** As a shell says it of a program that it cannot start. */
const NOT_STARTED = 127;

/** Runs the step to its end, whoever is there to see it: by itself, by a limit, or because it was told to stop. */
export async function runStep(spec: WardenSpec, outputFile: string, told: AbortSignal): Promise<StepEnd> {
  const stopper = new AbortController();
  const output = new OutputRecord(outputFile, spec.outputLimitBytes);
  const timer = setTimeout(() => stopper.abort(new StopReason('timeout')), spec.timeoutMs);
  const signal = AbortSignal.any([told, stopper.signal]);
  const cgroup = spec.cgroup === null ? undefined : new StepCgroup(spec.cgroup.folder);
  const processes = new StepProcesses(spec.mark, cgroup);
  const look = lookIn(spec, processes, stopper);
  const watch = setInterval(look, LOOK_MS);
  try {
    cgroup?.make(spec.cgroup?.hasLimits ? spec.limits : undefined);
    const onOutput = (stream: 'stdout' | 'stderr', chunk: Buffer): void => output.add(stream, chunk);
    const end = await runProcess(spec, { processes, signal, onOutput, onEnd: look });
    const reason: unknown = signal.aborted ? signal.reason : undefined;
    const why = reason instanceof StopReason ? reason : new StopReason('exit');
    return { ...end, cause: why.how, message: why.message || null };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { cause: 'exit', exitCode: NOT_STARTED, signalName: null, message };
  } finally {
    clearTimeout(timer);
    clearInterval(watch);
    output.close();
  }
}

function lookIn(spec: WardenSpec, processes: StepProcesses, stopper: AbortController): () => void {
  const { limits, orphanAfterMs } = spec;
  const disk = new DiskUse(spec.folders, limits.diskBytes);
  const pulse = new PulseWatch(spec.pulseFile);
  return () => {
    const reason = stopper.signal.aborted ? undefined : reasonToStop({ processes, disk, pulse, limits, orphanAfterMs });
    if (reason) stopper.abort(reason);
  };
}
