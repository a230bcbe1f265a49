import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { countReport, NOTHING, type Counts } from './counts.ts';
import type { Lane, LaneCommand } from './lane.ts';
import { find } from './programs.ts';
import type { Resources } from './resources.ts';
import { runCommand } from './run-command.ts';
import type { Workspace } from './workspace.ts';

export interface LaneResult {
  name: string;
  counts: Counts;
  ms: number;
  /** What the counts do not tell. */
  note: string;
}

export interface LaneRun {
  root: string;
  env: NodeJS.ProcessEnv;
  workspace: Workspace;
  resources: Resources;
  /** True where a missing program is a failure. */
  isStrict: boolean;
  /** What it says goes to `outputOf` the lane instead of the terminal, where another lane speaks meanwhile. */
  isQuiet?: boolean;
  signal: AbortSignal;
}

/** Runs a lane to its end; whatever goes wrong is in its result. */
export async function runLane(lane: Lane, run: LaneRun): Promise<LaneResult> {
  const startedAt = performance.now();
  const outcome = await attempt(lane, run).catch((error: unknown) => failure((error as Error).message));
  return { name: lane.name, ...outcome, ms: performance.now() - startedAt };
}

type Outcome = Pick<LaneResult, 'counts' | 'note'>;

async function attempt(lane: Lane, run: LaneRun): Promise<Outcome> {
  const missing = lane.needs.filter((name) => find(name) === undefined);
  if (missing.length > 0) return absence(missing, run.isStrict, { ...NOTHING, skipped: 1 });
  const folder = run.workspace.folder(lane.name);
  const context = { root: run.root, folder, report: join(folder, 'report.json') };
  const commands = lane.commands(context);
  if (commands.length === 0) return { counts: NOTHING, note: 'nothing to test yet' };

  const env = { ...run.env, ...(await run.resources.environmentFor(lane)) };
  const limit = AbortSignal.timeout(lane.timeLimitMinutes * 60_000);
  const signal = AbortSignal.any([run.signal, limit]);
  const exitCode = await runAll(commands, lane, { ...run, env, signal });
  run.signal.throwIfAborted();
  if (limit.aborted) return failure(`stopped after ${lane.timeLimitMinutes} minutes`);
  return withWants(lane, run.isStrict, { counts: count(lane, context.report, exitCode), note: '' });
}

/** All of them, also when one fails; the highest exit code. */
async function runAll(commands: LaneCommand[], lane: Lane, run: LaneRun): Promise<number> {
  const output = run.isQuiet ? openSync(outputOf(lane, run.workspace), 'a') : undefined;
  const { root, env, workspace, signal } = run;
  let exitCode = 0;
  try {
    for (const command of commands) {
      const code = await runCommand(command, { root, env, workspace, signal, name: lane.name, output });
      exitCode = Math.max(exitCode, code);
    }
  } finally {
    if (output !== undefined) closeSync(output);
  }
  return exitCode;
}

/** The file of what a quiet lane has said. */
export const outputOf = ({ name }: Lane, workspace: Workspace): string => join(workspace.folder(name), 'output.log');

function count(lane: Lane, report: string, exitCode: number): Counts {
  if (lane.counts === 'report') return countReport(read(report), exitCode);
  return exitCode === 0 ? { ...NOTHING, passed: 1 } : { ...NOTHING, failed: 1 };
}

/** The tests that want a missing program skip themselves; this says why. */
function withWants(lane: Lane, isStrict: boolean, { counts, note }: Outcome): Outcome {
  const missing = lane.wants.filter((name) => find(name) === undefined);
  return missing.length === 0 ? { counts, note } : absence(missing, isStrict, counts);
}

function absence(missing: string[], isStrict: boolean, counts: Counts): Outcome {
  const note = `${missing.join(' and ')} not installed`;
  return isStrict ? { counts: { ...counts, skipped: 0, failed: counts.failed + 1 }, note } : { counts, note };
}

function failure(note: string): Outcome {
  return { counts: { ...NOTHING, failed: 1 }, note };
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
