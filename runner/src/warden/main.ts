import { text } from 'node:stream/consumers';
import { bootId, processStat } from '../processes/process-stat.js';
import { StepRecord } from '../records/step-record.js';
import { runStep } from './step-run.js';
import { StopReason } from './stop-reason.js';
import type { WardenSpec } from './warden-spec.js';

// The process that stands between a runner and a step: it starts the step, keeps its limits, notes its output and its
// end, and outlives the runner. A runner that starts anew finds in the record what has become of the step. It uses nothing but Node, so that it is small and starts at once.

const spec = JSON.parse(await text(process.stdin)) as WardenSpec;
const record = new StepRecord(spec.folder);
const startTicks = processStat(process.pid)?.startTicks ?? '';
const told = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => told.abort(new StopReason('aborted')));
}
if (record.appear({ pid: process.pid, startTicks, bootId: bootId() })) {
  record.end(await runStep(spec, record.outputFile, told.signal));
}
process.exit(0);
