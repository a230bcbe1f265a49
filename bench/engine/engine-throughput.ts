import type { BenchContext, Benchmark } from '../bench-context.ts';
import { medianNoise } from '../machine/median-noise.ts';
import { makeArm } from '../result/make-arm.ts';
import type { Arm } from '../result/result.ts';
import type { EngineArm } from './arm.ts';
import { bullmqArm } from './bullmq-arm.ts';
import { chainArms } from './chain-arm.ts';
import { engineRatios } from './engine-ratios.ts';
import { EngineRounds } from './engine-rounds.ts';
import { n8nArms } from './n8n-arms.ts';
import { nodeRedArm } from './node-red-arm.ts';
import { oursArm } from './ours-arm.ts';
import { packageVersion } from './package-version.ts';
import { type PipelinesStack, startPipelines } from './pipelines-stack.ts';
import { type Cell, type Profile, PROFILES } from './workload.ts';

/** How many nodes of pipelines are done in a second, beside what does less. */
export const engineThroughputBenchmark: Benchmark = async (context) => {
  const { options } = context;
  const profile = profileOf(context);
  const stack = await startPipelines(context, uniqueShapes(profile.cells));
  const arms = await startArms(context, stack, profile.cells);
  const rounds = new EngineRounds(arms, options);
  await runAll(context, profile, { arms, rounds, stack });
  const measured = new Map(
    [...rounds.measured].map(([key, of]): [string, Arm] => [key, makeArm(key, kindOf(key, arms), of)]),
  );
  const peers = arms.filter(({ kind }) => kind !== 'ours');
  return {
    versions: { node: process.version, ...Object.fromEntries(peers.map(({ id, version }) => [id, version])) },
    config: Object.fromEntries(arms.map(({ id, config }) => [id, config])),
    workload: {
      ...{ seed: 0, profile: options.profile, rounds: profile.rounds, cells: profile.cells.map(({ id }) => id) },
      runsAtOnce: Object.fromEntries(rounds.atOnce),
      callers: Object.fromEntries(rounds.callers),
    },
    arms: [...measured.values()],
    ratios: engineRatios(profile.cells, measured, rounds.gate),
    gate: rounds.gate,
    noise: medianNoise(rounds.observed),
  };
};

async function startArms(context: BenchContext, stack: PipelinesStack, cells: Cell[]): Promise<EngineArm[]> {
  return [
    oursArm(stack),
    await bullmqArm(context, stack, packageVersion('bullmq')),
    ...(await chainArms(context, stack)),
    ...(await nodeRedArm(context, cells)),
    ...(await n8nArms(context, stack, cells)),
  ];
}

/** Rounds of all arms side by side, the order turned each time so that none is always first. */
async function runAll(
  { signal, say }: BenchContext,
  profile: Profile,
  { arms, rounds, stack }: { arms: EngineArm[]; rounds: EngineRounds; stack: PipelinesStack },
): Promise<void> {
  const pairs = profile.cells.flatMap((cell) => armsOf(cell, arms).map((arm) => ({ cell, arm })));
  for (const { cell, arm } of pairs) if (!cell.alone) await rounds.warmUp(arm, cell);
  // Autovacuum does so within a minute or two; nobody's database is without statistics for longer.
  await stack.db.query('ANALYZE');
  for (let round = 0; round < profile.rounds; round++) {
    for (const { cell, arm } of turned(pairs, round)) {
      signal.throwIfAborted();
      await rounds.measure(arm, cell);
    }
    say(`round ${round + 1} of ${profile.rounds}`);
  }
}

const armsOf = (cell: Cell, arms: readonly EngineArm[]): EngineArm[] =>
  arms.filter((arm) => arm.does(cell) && (arm.kind === 'ours' || !cell.alone));

function profileOf({ options }: BenchContext): Profile {
  const { cells, rounds } = PROFILES[options.profile];
  return { cells: cells.filter(({ id }) => options.only?.test(id) ?? true), rounds: options.rounds ?? rounds };
}

const uniqueShapes = (cells: Cell[]) => [...new Map(cells.map(({ shape }) => [shape.id, shape])).values()];

const kindOf = (key: string, arms: EngineArm[]): Arm['kind'] =>
  arms.find(({ id }) => key.endsWith(`/${id}`))?.kind ?? 'peer';

function turned<T>(list: T[], by: number): T[] {
  const first = by % list.length;
  return [...list.slice(first), ...list.slice(0, first)];
}
