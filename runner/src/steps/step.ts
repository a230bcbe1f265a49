import type { Containment } from '../containment/containment.rules.js';
import type { RunnerConfig } from '../runner.config.js';
import type { Commands } from '../jobs/command-marks.js';
import type { StepOutput } from '../jobs/step-output.js';
import type { StepRunner } from '../jobs/step-process.js';
import type { StepEnd } from '../records/step-end.rules.js';
import type { Completion, Job } from '../server/protocol.js';
import type { Workspace } from '../workspaces/workspaces.js';

export interface StepContext {
  job: Job;
  config: RunnerConfig;
  containment: Containment;
  workspace: Workspace;
  gitConfig: string;
  process: StepRunner;
  output: StepOutput;
  /** What the log says the beginning of; undefined where the step is one command. */
  commands: Commands | undefined;
  /** Aborted to end the step early: cancelled, or lost to another runner. */
  signal: AbortSignal;
  /** Aborted when the runner stops: the step is left as it is, and its next start goes on with it. */
  leaving: AbortSignal;
}

/**
 * Runs a step to its end, or goes on with one that an earlier run of this runner began. Rejects only for trouble of our
 * own; what the user's work does is a completion.
 */
export type Step = (context: StepContext) => Promise<Completion>;

/** The work did not do what it should. */
export function failed(message: string, exitCode: number | null = null): Completion {
  return { outcome: 'failed', exitCode, message, outputs: {} };
}

export function timedOut(timeoutMs: number): Completion {
  return {
    outcome: 'timed_out',
    exitCode: null,
    message: `The step ran longer than its limit of ${seconds(timeoutMs)}.`,
    outputs: {},
  };
}

export function cancelled(): Completion {
  return { outcome: 'cancelled', exitCode: null, message: 'The step was cancelled.', outputs: {} };
}

export function unknown(): Completion {
  const message = 'The runner was restarted, and what the step did cannot be known. It is not run again by itself.';
  return { outcome: 'unknown', exitCode: null, message, outputs: {} };
}

/** What it means that a process ended otherwise than by itself; undefined when it did end by itself. */
export function interrupted({ cause, exitCode, message }: StepEnd, timeoutMs: number): Completion | undefined {
  if (cause === 'timeout') return timedOut(timeoutMs);
  if (cause === 'aborted') return cancelled();
  if (cause === 'limit') return failed(message ?? 'The step went over a limit and was ended.', exitCode);
  if (cause === 'exit') return undefined;
  return unknown();
}

function seconds(ms: number): string {
  return ms % 1_000 === 0 ? `${ms / 1_000} s` : `${ms} ms`;
}
