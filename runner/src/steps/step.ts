import type { RunnerConfig } from '../runner.config.js';
import type { StepOutput } from '../jobs/step-output.js';
import type { Completion, Job } from '../server/protocol.js';
import type { Workspace } from '../workspaces/workspaces.js';

export interface StepContext {
  job: Job;
  config: RunnerConfig;
  workspace: Workspace;
  gitConfig: string;
  /** Unique to this attempt; every process of the step carries it. */
  mark: string;
  output: StepOutput;
  /** Aborted to end the step early: cancelled, lost to another runner, or the runner stops. */
  signal: AbortSignal;
}

/** Runs a step to its end. Rejects only for trouble of our own; what the user's work does is a completion. */
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

function seconds(ms: number): string {
  return ms % 1_000 === 0 ? `${ms / 1_000} s` : `${ms} ms`;
}
