import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { stopSignal } from '../processes/stop-signal.ts';
import { sum } from '../test/counts.ts';
import { jestLane } from '../test/jest-lane.ts';
import { installMissing } from '../test/programs.ts';
import { Resources } from '../test/resources.ts';
import { type LaneResult, runLane } from '../test/run-lane.ts';
import { summary } from '../test/summary.ts';
import { testEnvironment } from '../test/test-environment.ts';
import { openWorkspace } from '../test/workspace.ts';
import { figuresTable, readFigures } from './figures-table.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const LIMIT_MINUTES = { quick: 60, full: 12 * 60 };

/** `npm run test:faults [-- row …] [--profile quick|full] [--seed n]`: the rows of the catalogue that are run nightly. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { profile: { type: 'string', default: 'quick' }, seed: { type: 'string', default: '1' } },
    allowPositionals: true,
  });
  const profile = values.profile === 'full' ? 'full' : 'quick';
  const lane = jestLane({
    name: 'faults',
    project: 'faults',
    flags: ['--runInBand', ...positionals.map((row) => `rows/${row.toLowerCase()}-`)],
    uses: ['postgres', 'build'],
    needs: ['redis-server'],
    wants: ['faketime'],
    timeLimitMinutes: LIMIT_MINUTES[profile],
  });
  installMissing([...lane.needs, ...lane.wants]);
  const workspace = await openWorkspace();
  const figures = join(workspace.folder('figures'), 'figures.jsonl');
  const asked = { FAULT_PROFILE: profile, FAULT_RUN_SEED: values.seed, FAULT_FIGURES: figures };
  const env = { ...testEnvironment(process.env), ...asked, QUEUE_BACKEND: 'postgres' };
  const signal = stopSignal();
  const resources = new Resources({ root: ROOT, env, workspace, signal });
  let result: LaneResult;
  try {
    result = await runLane(lane, { root: ROOT, env, workspace, resources, isStrict: true, signal });
  } finally {
    await resources.close();
  }
  console.log(`\nprofile ${profile}, seed ${values.seed}`);
  if (existsSync(figures)) console.log(figuresTable(readFigures(readFileSync(figures, 'utf8'))).join('\n'));
  console.log(summary([result]).join('\n'));
  workspace.remove();
  return sum([result.counts]).failed === 0 ? 0 : 1;
}

process.exitCode = await main();
process.exit();
