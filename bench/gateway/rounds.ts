import { type Disturbance, isNoisy, watchMachine } from '../machine/disturbance.ts';
import type { Job, JobResult, Pace } from '../load/job.ts';
import type { Observed } from '../machine/median-noise.ts';
import type { Loader } from '../processes/loader.ts';
import type { Round } from '../result/result.ts';
import { COLD_PER_SECOND, type Subject } from './arms.ts';
import type { GateKeeper } from './gate-keeper.ts';
import type { Cell } from './workload.ts';

const RETRIES = 3;
/** More exchanges in a second than identity makes. */
const COLD_CEILING = 3_000;

export interface RoundTimes {
  warmUpMs: number;
  measureMs: number;
}

export interface Measured extends Observed {
  round: Round;
}

export interface RoundRunnerOptions {
  loader: Loader;
  gate: GateKeeper;
  /** Of every process of the benchmark. */
  ownPids: number[];
  times: RoundTimes;
  allowNoise: boolean;
  say: (message: string) => void;
}

/** Runs rounds, and again those that the machine disturbed. */
export class RoundRunner {
  readonly #options: RoundRunnerOptions;
  #isFirst = true;

  constructor(options: RoundRunnerOptions) {
    this.#options = options;
  }

  /** @throws Error when the machine does not come to rest and noise is not allowed */
  async run(subject: Subject, cell: Cell): Promise<Measured> {
    const { allowNoise, say } = this.#options;
    for (let attempt = 0; ; attempt++) {
      const measured = await this.#once(subject, cell);
      if (!measured.isNoisy || allowNoise) return measured;
      if (attempt === RETRIES) throw new Error('the machine is too busy to measure; --allow-noise marks such a result');
      say(`${cell.id} ${subject.id}: disturbed (${describe(measured.disturbance)}), once more`);
    }
  }

  async #once(subject: Subject, cell: Cell): Promise<Measured> {
    const { loader, gate, ownPids, times } = this.#options;
    const job = this.#job(subject, cell, times);
    const observe = watchMachine(ownPids);
    const result = await loader.run(job);
    const disturbance = observe();
    gate.count(subject, result);
    const noisy = isNoisy(disturbance, this.#isFirst);
    this.#isFirst = false;
    return { round: roundOf(result), disturbance, isNoisy: noisy };
  }

  #job(subject: Subject, { payload, pace }: Cell, times: RoundTimes): Job {
    const requests = Math.ceil(((times.warmUpMs + times.measureMs) / 1_000) * COLD_CEILING);
    return {
      port: subject.port,
      method: payload.method,
      path: subject.path(payload.bytes),
      bearers: subject.bearers(requests),
      bytes: payload.bytes,
      pace: paceFor(subject, pace),
      ...times,
      pids: subject.pids,
      firstId: this.#options.gate.nextIds(),
    };
  }
}

function paceFor({ auth }: Subject, pace: Pace): Pace {
  return auth === 'cold' && pace.kind === 'open' ? { kind: 'open', perSecond: COLD_PER_SECOND } : pace;
}

function roundOf(result: JobResult): Round {
  return {
    ops_s: (result.ops / result.elapsedMs) * 1_000,
    p50: result.p50,
    p95: result.p95,
    p99: result.p99,
    cpu_us_op: (result.cpuMs * 1_000) / result.ops,
    rss_mb: result.rssMb,
  };
}

function describe({ load, steal, foreign }: Disturbance): string {
  return `load ${load.toFixed(2)}, steal ${percent(steal)}, others ${percent(foreign)}`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
