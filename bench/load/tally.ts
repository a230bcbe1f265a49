import { cpuMs, rssMb } from '../machine/cpu-time.ts';
import { quantile } from '../statistics/summary.ts';
import type { Outcome } from './connection.ts';
import type { JobResult } from './job.ts';

/** Counts the answers of a round; those before `beginMeasuring` are checked, but not timed. */
export class Tally {
  readonly #pids: number[];
  readonly #latencies: number[] = [];
  readonly #late: number[] = [];
  readonly #acked: number[] = [];
  #measuredFrom: number | undefined;
  #cpuBefore = 0;
  #answered = 0;
  #wrong = 0;
  #firstWrong: string | null = null;

  constructor(pids: number[]) {
    this.#pids = pids;
  }

  beginMeasuring(): void {
    this.#cpuBefore = this.#cpuMs();
    this.#measuredFrom = performance.now();
  }

  sentLate(byMs: number): void {
    if (this.#measuredFrom !== undefined) this.#late.push(byMs);
  }

  count({ shot, isRight, reason }: Outcome): void {
    this.#answered += 1;
    if (!isRight) {
      this.#wrong += 1;
      this.#firstWrong ??= reason;
      return;
    }
    if (shot.id !== undefined) this.#acked.push(shot.id);
    if (this.#measuredFrom !== undefined) this.#latencies.push(performance.now() - shot.startedAt);
  }

  /** What was measured until now. */
  result(): Omit<JobResult, 'sent' | 'acked' | 'wrong' | 'firstWrong'> {
    return {
      ops: this.#latencies.length,
      elapsedMs: performance.now() - (this.#measuredFrom ?? 0),
      p50: quantile(this.#latencies, 0.5),
      p95: quantile(this.#latencies, 0.95),
      p99: quantile(this.#latencies, 0.99),
      cpuMs: this.#cpuMs() - this.#cpuBefore,
      rssMb: rssMb(this.#pids),
      lateP99: this.#late.length > 0 ? quantile(this.#late, 0.99) : 0,
    };
  }

  /** What was checked, to be asked when the last answer is in. */
  checked(): Pick<JobResult, 'sent' | 'acked' | 'wrong' | 'firstWrong'> {
    return { sent: this.#answered, acked: this.#acked, wrong: this.#wrong, firstWrong: this.#firstWrong };
  }

  #cpuMs(): number {
    return this.#pids.reduce((sum, pid) => sum + cpuMs(pid), 0);
  }
}
