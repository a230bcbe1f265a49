import type { Arm } from '../result/result.ts';
import type { Cell } from './workload.ts';

/** What came of one cell on one arm. */
export interface Attempt {
  /** From the first request or order to the last durable end, in milliseconds. */
  elapsedMs: number;
  nodes: number;
  /** Of each run from its beginning to its end, in milliseconds. */
  runMs: number[];
  /** Runs that were acknowledged, and those that were found whole afterwards. */
  acked: number;
  stored: number;
  /** Nodes that were done more than once. */
  twice: number;
  /** How many runs were under way at a moment, at the most, where that can be told. */
  mostAtOnce?: number;
}

/** An engine that can be given runs. */
export interface EngineArm {
  id: string;
  kind: Arm['kind'];
  /** How it was set up, for the result. */
  config: string;
  version: string;
  /** Processes that work for it, each with those that it has started. */
  roots: readonly number[];
  /** Whether it can do the cell: an arm without dependencies between jobs does only some. */
  does: (cell: Cell) => boolean;
  run: (cell: Cell) => Promise<Attempt>;
  /** How many callers it may be asked by, where runs are begun by requests: the number that it does most with is taken. */
  callers?: readonly number[];
}
