import { z } from 'zod';

/** What the server says on `/runner/v1`. Fields that we do not know are dropped, so that it may add some. */
export const registered = z.object({ runnerId: z.string(), runnerToken: z.string() });
export type Registered = z.infer<typeof registered>;

const MAX_OUTPUT_BYTES = 20 * 1024 * 1024;

const spec = z.object({
  repository: z.object({ cloneUrl: z.string(), commitSha: z.string(), branch: z.string() }).nullish(),
  run: z.string().nullish(),
  /** The commands that `run` is made of, when it is made of several; the log says where each begins. */
  commands: z.array(z.string()).nullish(),
  env: z.record(z.string(), z.string()).nullish(),
  /** More of the environment, whose values are masked wherever the step prints them. */
  secrets: z.record(z.string(), z.string()).nullish(),
  timeoutMs: z.int().positive(),
  artifacts: z.array(z.object({ name: z.string(), path: z.string(), report: z.string().nullish() })).nullish(),
  url: z.string().nullish(),
  status: z.int().nullish(),
  workspaceKey: z.string(),
  /** The container image to run in; null for the runner's own choice. */
  image: z.string().nullish(),
  /** `none`: the step must reach no network at all; a runner that cannot see to that must not run it. */
  network: z.enum(['open', 'none']).nullish(),
  outputLimitBytes: z.int().positive().default(MAX_OUTPUT_BYTES),
  /** How much of what the step changes in the workspace is kept at most, packed; none without it. */
  keepFilesBytes: z.int().min(0).nullish(),
});
export type StepSpec = z.infer<typeof spec>;

/** What a step of an execution before left in its workspace. */
const restoredFiles = z.object({
  id: z.string(),
  nodeKey: z.string(),
  executionNumber: z.int(),
  digest: z.string(),
});
export type RestoredFiles = z.infer<typeof restoredFiles>;

export const acquiredJob = z.object({
  jobId: z.string(),
  /** Grows with every lease of the job; a message with an old one is refused. */
  fence: z.int(),
  leaseMs: z.int().positive(),
  executionId: z.string(),
  nodeKey: z.string(),
  attempt: z.int(),
  kind: z.enum(['checkout', 'shell', 'http']),
  /** How many lines of the step's log the server has; more than none only for a job that is taken up again. */
  logOffset: z.int().min(0).default(0),
  /** What the step has to find in the workspace, in this order. */
  restore: z.array(restoredFiles).nullish(),
  spec,
});
export type Job = z.infer<typeof acquiredJob>;

/** What a runner says of itself when it starts. */
export interface Announcement {
  labels: string[];
  version: string;
  executor: 'process' | 'kubernetes';
  /** What it can hold steps with, and do for them; see docs/runner-protocol.md. */
  capabilities: string[];
}

/** The jobs that this runner held before it started anew, each under a new fence. */
export const heldJobs = z.object({ jobs: z.array(acquiredJob) });

/** Which of the workspaces that it was asked about nobody needs any more. */
export const workspacesOver = z.object({ over: z.array(z.string()) });

export const heartbeatAnswer = z.object({ cancel: z.boolean() });
export const logAnswer = z.object({ nextOffset: z.int() });
export const artifactAnswer = z.object({ digest: z.string(), sizeBytes: z.int() });

/** What of a problem the runner understands. */
export const problem = z.object({
  code: z.string().default('unknown'),
  detail: z.string().default(''),
  expectedOffset: z.int().optional(),
});
export type RunnerProblem = z.infer<typeof problem>;

export type Stream = 'stdout' | 'stderr' | 'system';

export interface LogLine {
  at: string;
  stream: Stream;
  text: string;
}

/** `unknown`: it cannot be said what the step did; it is not run again by itself. */
export type Outcome = 'succeeded' | 'failed' | 'timed_out' | 'cancelled' | 'unknown';

export interface Completion {
  outcome: Outcome;
  exitCode: number | null;
  message: string | null;
  outputs: Record<string, string>;
  /** It has left the workspace as it was, though its files were to be kept. */
  files?: 'unchanged';
}
