import type { JobResult } from '../load/job.ts';
import type { Gate } from '../result/result.ts';
import type { Subject } from './arms.ts';

/** A job has fewer POSTs. */
const ID_STEP = 1_000_000;

/** Collects what was answered, and holds it against what arrived. */
export class GateKeeper {
  readonly #acked: number[] = [];
  readonly #reasons: string[] = [];
  #wrong = 0;
  #nextId = 1;

  /** The first of the numbers that one job may give its POSTs. */
  nextIds(): number {
    const first = this.#nextId;
    this.#nextId += ID_STEP;
    return first;
  }

  count({ id }: Subject, { acked, wrong, firstWrong }: JobResult): void {
    this.#acked.push(...acked);
    this.#wrong += wrong;
    if (wrong > 0) this.#reasons.push(`${id}: ${wrong} wrong answers, the first: ${firstWrong ?? 'unknown'}`);
  }

  refuse(reason: string): void {
    this.#wrong += 1;
    this.#reasons.push(reason);
  }

  get reasons(): readonly string[] {
    return this.#reasons;
  }

  /** @param receipts how often each numbered POST arrived whole */
  verdict(receipts: ReadonlyMap<number, number>): Gate {
    const stored = this.#acked.filter((id) => receipts.has(id)).length;
    return {
      acked: this.#acked.length,
      stored,
      lost: this.#acked.length - stored,
      dup: [...receipts.values()].filter((times) => times > 1).length,
      wrong: this.#wrong,
    };
  }
}
