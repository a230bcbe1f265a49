import { childPids } from '../machine/child-pids.ts';
import { familyCpuMs, rssMb } from '../machine/cpu-time.ts';
import { isNoisy, watchMachine } from '../machine/disturbance.ts';
import type { Observed } from '../machine/median-noise.ts';
import type { Gate, Round } from '../result/result.ts';
import { quantile } from '../statistics/summary.ts';
import type { Attempt, EngineArm } from './arm.ts';
import type { Cell } from './workload.ts';

/** The kernel counts CPU time in hundredths of a second: what is over sooner is done again and again. */
const MEASURE_MS = 700;
const RETRIES = 3;

/** Runs cells on arms, again where the machine was busy with something else, and keeps what is counted. */
export class EngineRounds {
  readonly gate: Gate = { acked: 0, stored: 0, lost: 0, dup: 0, wrong: 0 };
  readonly observed: Observed[] = [];
  readonly measured = new Map<string, Round[]>();
  /** Runs under way at once, the most of all rounds, by cell and arm. */
  readonly atOnce = new Map<string, number>();
  /** How many callers an arm has in a cell that leaves it open. */
  readonly callers = new Map<string, number>();
  readonly #roots: number[];
  readonly #allowNoise: boolean;

  constructor(arms: readonly EngineArm[], { allowNoise }: { allowNoise: boolean }) {
    this.#roots = [...new Set(arms.flatMap(({ roots }) => roots))];
    this.#allowNoise = allowNoise;
  }

  /** Everything is done once before anything is measured: compilers are warm, plans are made, and the gate has seen it. */
  async warmUp(arm: EngineArm, cell: Cell): Promise<void> {
    this.#count(await arm.run(cell));
    if (cell.callers === undefined && arm.callers) await this.#choose(arm, cell, arm.callers);
  }

  /** Has it done by each number of callers, and keeps that by which most was done in a second. */
  async #choose(arm: EngineArm, cell: Cell, choices: readonly number[]): Promise<void> {
    let most = 0;
    for (const callers of choices) {
      const attempt = await arm.run({ ...cell, callers });
      this.#count(attempt);
      const rate = attempt.nodes / attempt.elapsedMs;
      if (rate > most) this.callers.set(`${cell.id}/${arm.id}`, callers);
      most = Math.max(most, rate);
    }
  }

  /** @throws Error when the machine does not come to rest and noise is not allowed */
  async measure(arm: EngineArm, cell: Cell): Promise<void> {
    const key = `${cell.id}/${arm.id}`;
    for (let attempt = 0; ; attempt++) {
      const observe = watchMachine(this.#roots, familyCpuMs);
      const callers = cell.callers ?? this.callers.get(key);
      const round = await this.#timed(arm, callers === undefined ? cell : { ...cell, callers });
      const disturbance = observe();
      const noisy = isNoisy(disturbance, false);
      if (noisy && !this.#allowNoise && attempt < RETRIES) continue;
      if (noisy && !this.#allowNoise)
        throw new Error('the machine is too busy to measure; --allow-noise marks a result');
      this.observed.push({ disturbance, isNoisy: noisy });
      this.measured.set(key, [...(this.measured.get(key) ?? []), round]);
      return;
    }
  }

  async #timed(arm: EngineArm, cell: Cell): Promise<Round> {
    const before = cpuOf(arm);
    const { nodes, elapsedMs, runMs, mostAtOnce } = await this.#longEnough(arm, cell);
    const key = `${cell.id}/${arm.id}`;
    if (mostAtOnce !== undefined) this.atOnce.set(key, Math.max(mostAtOnce, this.atOnce.get(key) ?? 0));
    return {
      ops_s: (nodes / elapsedMs) * 1_000,
      ...{ p50: quantile(runMs, 0.5), p95: quantile(runMs, 0.95), p99: quantile(runMs, 0.99) },
      cpu_us_op: ((cpuOf(arm) - before) * 1_000) / nodes,
      rss_mb: rssMb(arm.roots.flatMap((pid) => [pid, ...childPids(pid)])),
    };
  }

  async #longEnough(arm: EngineArm, cell: Cell): Promise<Attempt> {
    const sum = await arm.run(cell);
    while (sum.elapsedMs < MEASURE_MS) {
      const more = await arm.run(cell);
      sum.runMs.push(...more.runMs);
      for (const name of ['elapsedMs', 'nodes', 'acked', 'stored', 'twice'] as const) sum[name] += more[name];
    }
    this.#count(sum);
    return sum;
  }

  #count({ acked, stored, twice }: Attempt): void {
    this.gate.acked += acked;
    this.gate.stored += stored;
    this.gate.lost += Math.max(0, acked - stored);
    this.gate.dup += twice;
  }
}

const cpuOf = ({ roots }: EngineArm): number => roots.reduce((sum, pid) => sum + familyCpuMs(pid), 0);
