import { resolve } from 'node:path';
import { StopRequest } from '../processes/stop-request.ts';
import { stopSignal } from '../processes/stop-signal.ts';
import { sum } from './counts.ts';
import { selectLanes } from './lane-table.ts';
import type { Lane } from './lane.ts';
import { installMissing } from './programs.ts';
import { Resources } from './resources.ts';
import type { LaneResult } from './run-lane.ts';
import { runTurns } from './run-turns.ts';
import { summary } from './summary.ts';
import { testEnvironment } from './test-environment.ts';
import { turnsOf } from './turns.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** `npm test [-- lane …]`. */
async function main(names: string[]): Promise<number> {
  const lanes = lanesFor(names);
  if (!lanes) return 2;
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const signal = stopSignal();
  installMissing([...new Set(lanes.flatMap((lane) => [...lane.needs, ...lane.wants]))]);
  const workspace = await openWorkspace();
  const env = testEnvironment(process.env);
  const resources = new Resources({ root: ROOT, env, workspace, signal });
  const isStrict = process.env.CI === 'true';
  const results: LaneResult[] = [];
  try {
    await runTurns(turnsOf(lanes), { root: ROOT, env, workspace, resources, isStrict, signal }, results);
  } catch (error) {
    if (!(error instanceof StopRequest)) throw error;
  } finally {
    for (const failure of await resources.close()) console.error((failure as Error).message);
  }
  return conclude(results, workspace, signal);
}

function conclude(results: LaneResult[], workspace: Workspace, signal: AbortSignal): number {
  const { failed } = sum(results.map(({ counts }) => counts));
  if (failed === 0 || signal.aborted) workspace.remove();
  else console.log(`\nWhat the lanes left is in ${workspace.folder('.')}`);
  console.log(summary(results).join('\n'));
  if (signal.aborted) return (signal.reason as StopRequest).exitCode;
  return failed === 0 ? 0 : 1;
}

function lanesFor(names: string[]): Lane[] | undefined {
  try {
    return selectLanes(names);
  } catch (error) {
    console.error((error as Error).message);
    return undefined;
  }
}

process.exitCode = await main(process.argv.slice(2));
process.exit();
