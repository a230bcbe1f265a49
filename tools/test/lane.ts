import type { Command } from '../run/tasks.ts';
import type { ProgramName } from './programs.ts';

/** What a lane may use while it runs. */
export interface LaneContext {
  root: string;
  /** A folder of its own, removed afterwards unless the lane failed. */
  folder: string;
  /** Where a test program writes its results as JSON. */
  report: string;
}

export interface LaneCommand extends Command {
  /** Options of Node itself; jest's workers take them over. */
  nodeFlags?: string[];
  env?: Record<string, string>;
  /** Relative to the root; the root when it is left out. */
  cwd?: string;
}

/** A part of `npm test`: which programs it takes, and how its results are counted. */
export interface Lane {
  name: string;
  /** Programs without which there is nothing to run. */
  needs: readonly ProgramName[];
  /** Programs that some of its tests use; those skip themselves when they are missing. */
  wants: readonly ProgramName[];
  /**
   * What is made or started for it. `bundles` are the built programs as one file each, `installation` is a whole Throughline
   * without its demo.
   */
  uses: readonly ('postgres' | 'redis' | 'build' | 'bundles' | 'installation')[];
  /** `report` counts the tests in the JSON that jest and vitest write; `one` counts the lane as one. */
  counts: 'report' | 'one';
  timeLimitMinutes: number;
  /**
   * `main`: one after the other. `side`: leaves the machine idle for most of its time, so it runs beside the main ones.
   * `alone`: nothing runs beside it, because it makes what others use or has leases of a second to keep.
   */
  track: 'main' | 'side' | 'alone';
  /** All are run, also when one fails. None means that there is nothing to test yet. */
  commands(context: LaneContext): LaneCommand[];
}
