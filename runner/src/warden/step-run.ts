import { runProcess } from '../processes/run-process.js';
import { PulseWatch } from '../records/pulse-watch.js';
import type { StepEnd } from '../records/step-record.js';
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
  const watch = setInterval(() => lookAt(spec.orphanAfterMs, pulse, stopper), LOOK_MS);
  const pulse = new PulseWatch(spec.pulseFile);
  const timer = setTimeout(() => stopper.abort(new StopReason('timeout')), spec.timeoutMs);
  const signal = AbortSignal.any([told, stopper.signal]);
  try {
    const onOutput = (stream: 'stdout' | 'stderr', chunk: Buffer): void => output.add(stream, chunk);
    const end = await runProcess(spec, { signal, onOutput });
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

function lookAt(orphanAfterMs: number, pulse: PulseWatch, stopper: AbortController): void {
  if (pulse.silentMs() > orphanAfterMs) stopper.abort(new StopReason('orphaned'));
}
