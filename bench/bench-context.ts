import type { StopStack } from '../tools/supervisor/stop-stack.ts';
import type { Workspace } from '../tools/test/workspace.ts';
import type { BenchResult } from './result/result.ts';

/** What a benchmark runs with. */
export interface BenchContext {
  root: string;
  workspace: Workspace;
  stops: StopStack;
  signal: AbortSignal;
  say: (message: string) => void;
  options: BenchOptions;
}

export interface BenchOptions {
  profile: 'quick' | 'full';
  /** Keep rounds that the machine disturbed, and mark the result. */
  allowNoise: boolean;
  /** What is measured, and what measures it, goes before everybody else on the machine. */
  priority: boolean;
  /** Only cells whose name matches. */
  only: RegExp | undefined;
  /** Instead of the profile's number. */
  rounds: number | undefined;
}

/** Runs to its end and returns what was measured; whoever called it adds name, commit and host. */
export type Benchmark = (context: BenchContext) => Promise<Omit<BenchResult, 'name' | 'commit' | 'host'>>;
