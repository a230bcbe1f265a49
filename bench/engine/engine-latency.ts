import type { BenchContext, Benchmark } from '../bench-context.ts';
import { medianNoise } from '../machine/median-noise.ts';
import { makeArm } from '../result/make-arm.ts';
import { makeRatio } from '../result/make-ratio.ts';
import type { Arm, Gate, Ratio } from '../result/result.ts';
import type { EngineArm } from './arm.ts';
import { EngineRounds } from './engine-rounds.ts';
import { GOAL_LOAD, LATENCY_PROFILES, LATENCY_SHAPE, LOAD_CELLS } from './latency-cells.ts';
import { pacedArm } from './paced-arm.ts';
import { pickupArm } from './pickup-arm.ts';
import { startPipelines } from './pipelines-stack.ts';

/** How long a node waits that may begin, while work comes at a share of what each engine can do. */
export const engineLatencyBenchmark: Benchmark = async (context) => {
  const { options } = context;
  const { rounds: usual, durationMs } = LATENCY_PROFILES[options.profile];
  const count = options.rounds ?? usual;
  const stack = await startPipelines(context, [LATENCY_SHAPE]);
  await stack.db.query('ANALYZE');
  const arms = [await pacedArm(stack, durationMs), await pickupArm(context, stack, durationMs)];
  const rounds = new EngineRounds(arms, options);
  await runAll(context, arms, rounds, count);
  const measured = new Map(
    [...rounds.measured].map(([key, of]): [string, Arm] => [key, makeArm(key, kindOf(key), of)]),
  );
  return {
    versions: { node: process.version, ...Object.fromEntries(arms.map(({ id, version }) => [id, version])) },
    config: Object.fromEntries(arms.map(({ id, config }) => [id, config])),
    workload: { seed: 1, profile: options.profile, rounds: count, durationMs, cells: LOAD_CELLS.map(({ id }) => id) },
    arms: [...measured.values()],
    ratios: ratiosOf(measured, rounds.gate),
    gate: rounds.gate,
    noise: medianNoise(rounds.observed),
  };
};

async function runAll(
  { signal, say }: BenchContext,
  arms: readonly EngineArm[],
  rounds: EngineRounds,
  count: number,
): Promise<void> {
  for (const cell of LOAD_CELLS) for (const arm of arms) await rounds.warmUp(arm, cell);
  for (let round = 0; round < count; round++) {
    for (const cell of LOAD_CELLS)
      for (const arm of round % 2 === 0 ? arms : arms.toReversed()) {
        signal.throwIfAborted();
        await rounds.measure(arm, cell);
      }
    say(`round ${round + 1} of ${count}`);
  }
}

const kindOf = (key: string): Arm['kind'] => (key.endsWith('/ours') ? 'ours' : 'limit');

/** Goal 11 is about the 99th hundredth at half of the load. */
function ratiosOf(measured: ReadonlyMap<string, Arm>, gate: Gate): Ratio[] {
  return LOAD_CELLS.flatMap(({ id, load }) => {
    const [ours, anchor] = [measured.get(`${id}/ours`), measured.get(`${id}/bullmq`)];
    if (!ours || !anchor) return [];
    const isGoal = load === GOAL_LOAD;
    return (['p50', 'p99'] as const).map((column) => {
      const bounds = isGoal && column === 'p99' ? { bold: 5, moonshot: 2 } : {};
      const name = `${isGoal && column === 'p99' ? '11: ' : ''}${column} ready to start, ${id} ours/bullmq`;
      return makeRatio({ goal: name, column, ours, anchor, ...bounds }, gate);
    });
  });
}
