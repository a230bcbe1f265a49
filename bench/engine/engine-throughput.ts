import type { BenchContext, Benchmark } from '../bench-context.ts';
import { cpuMs, rssMb } from '../machine/cpu-time.ts';
import { isNoisy, watchMachine } from '../machine/disturbance.ts';
import { medianNoise, type Observed } from '../machine/median-noise.ts';
import { makeArm } from '../result/make-arm.ts';
import type { Arm, Gate, Round } from '../result/result.ts';
import { quantile } from '../statistics/summary.ts';
import type { Attempt, EngineArm } from './arm.ts';
import { bullmqArm } from './bullmq-arm.ts';
import { engineRatios } from './engine-ratios.ts';
import { oursArm } from './ours-arm.ts';
import { packageVersion } from './package-version.ts';
import { startPipelines } from './pipelines-stack.ts';
import { type Cell, type Profile, PROFILES } from './workload.ts';

/** How many nodes of pipelines are done in a second, beside what does less. */
export const engineThroughputBenchmark: Benchmark = async (context) => {
  const { options, say } = context;
  const profile = profileOf(context);
  const stack = await startPipelines(context, uniqueShapes(profile.cells));
  const versions = { node: process.version, bullmq: packageVersion('bullmq') };
  const arms = [oursArm(stack, 'this checkout'), await bullmqArm(context, stack, versions.bullmq)];
  const measured = new Map<string, Round[]>();
  const gate: Gate = { acked: 0, stored: 0, lost: 0, dup: 0, wrong: 0 };
  const observed: Observed[] = [];
  for (let round = -1; round < profile.rounds; round++) {
    for (const { cell, arm } of turned(pairs(profile.cells, arms), round + 1)) {
      context.signal.throwIfAborted();
      const observe = watchMachine(arms.flatMap(({ pids }) => pids()).concat(process.pid));
      const { attempt, ...result } = await timed(arm, cell);
      count(gate, attempt);
      if (round < 0) continue; // compilers warm up, plans are made
      const disturbance = observe();
      observed.push({ disturbance, isNoisy: isNoisy(disturbance, false) });
      const key = `${cell.id}/${arm.id}`;
      measured.set(key, [...(measured.get(key) ?? []), result.round]);
    }
    say(round < 0 ? 'warmed up' : `round ${round + 1} of ${profile.rounds}`);
  }
  const made = new Map(
    [...measured].map(([key, rounds]): [string, Arm] => [key, makeArm(key, kindOf(key, arms), rounds)]),
  );
  return {
    versions,
    config: Object.fromEntries(arms.map(({ id, config }) => [id, config])),
    workload: { seed: 0, profile: options.profile, rounds: profile.rounds, cells: profile.cells.map(({ id }) => id) },
    arms: [...made.values()],
    ratios: engineRatios(profile.cells, made, gate),
    gate,
    noise: medianNoise(observed),
  };
};

function profileOf({ options }: BenchContext): Profile {
  const { cells, rounds } = PROFILES[options.profile];
  return { cells: cells.filter(({ id }) => options.only?.test(id) ?? true), rounds: options.rounds ?? rounds };
}

const uniqueShapes = (cells: Cell[]) => [...new Map(cells.map(({ shape }) => [shape.id, shape])).values()];

const pairs = (cells: Cell[], arms: EngineArm[]) =>
  cells.flatMap((cell) => arms.filter((arm) => arm.does(cell)).map((arm) => ({ cell, arm })));

const kindOf = (key: string, arms: EngineArm[]): Arm['kind'] =>
  arms.find(({ id }) => key.endsWith(`/${id}`))?.kind ?? 'peer';

function turned<T>(list: T[], by: number): T[] {
  const first = by % list.length;
  return [...list.slice(first), ...list.slice(0, first)];
}

async function timed(arm: EngineArm, cell: Cell): Promise<{ attempt: Attempt; round: Round }> {
  const pids = arm.pids();
  const before = pids.map(cpuMs);
  const attempt = await arm.run(cell);
  const cpu = pids.reduce((sum, pid, index) => sum + cpuMs(pid) - (before[index] ?? 0), 0);
  const { nodes, elapsedMs, runMs } = attempt;
  return {
    attempt,
    round: {
      ops_s: (nodes / elapsedMs) * 1_000,
      ...{ p50: quantile(runMs, 0.5), p95: quantile(runMs, 0.95), p99: quantile(runMs, 0.99) },
      cpu_us_op: (cpu * 1_000) / nodes,
      rss_mb: rssMb(pids),
    },
  };
}

function count(gate: Gate, { acked, stored, twice }: Attempt): void {
  gate.acked += acked;
  gate.stored += stored;
  gate.lost += Math.max(0, acked - stored);
  gate.dup += twice;
}
