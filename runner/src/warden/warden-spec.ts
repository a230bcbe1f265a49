import type { CgroupBase, StepLimits } from '../containment/containment.rules.js';

/** What a warden is told on its standard input. Secrets stand in `env`; nothing of it is written down. */
export interface WardenSpec {
  /** Of the step's record, which the runner has claimed. */
  folder: string;
  pulseFile: string;
  /** For how long a step may go on without a runner that answers for it. */
  orphanAfterMs: number;
  command: string;
  argv: string[];
  cwd: string;
  env: Record<string, string>;
  mark: string;
  timeoutMs: number;
  outputLimitBytes: number;
  limits: StepLimits;
  /** What the limit of the disk is about. */
  folders: [string, ...string[]];
  /** The step's own cgroup, which the warden makes and the command enters. */
  cgroup: CgroupBase | null;
}
