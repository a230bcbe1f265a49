/** What is asked of a process that works through chains of jobs, each job adding the one after it. */
export interface ChainOrder {
  /** File of the peer's package. */
  entry: string;
  databaseUrl: string;
  runs: number;
  length: number;
}

export interface ChainReply {
  /** From the first root to the last end, in milliseconds. */
  elapsedMs: number;
  /** Of each chain, from its root to its last job. */
  runMs: number[];
  jobs: number;
  twice: number;
}

/** What a job carries: which chain it is of, and how many come after it. */
export interface ChainJob {
  run: number;
  left: number;
}

/** Counts jobs, and tells when the last of the last chain is done. */
export class ChainTally {
  readonly #seen = new Map<string, number>();
  readonly #ended = new Map<number, number>();
  readonly #order: ChainOrder;
  readonly #began = performance.now();
  readonly finished: Promise<void>;
  #finish: () => void = () => undefined;

  constructor(order: ChainOrder) {
    this.#order = order;
    this.finished = new Promise((done) => (this.#finish = done));
  }

  /** The roots of all chains. */
  roots(): ChainJob[] {
    return Array.from({ length: this.#order.runs }, (_, run) => ({ run, left: this.#order.length - 1 }));
  }

  /** Notes a job; the one after it, unless it was the last. */
  done({ run, left }: ChainJob): ChainJob | undefined {
    const key = `${run}/${left}`;
    this.#seen.set(key, (this.#seen.get(key) ?? 0) + 1);
    return left > 0 ? { run, left: left - 1 } : undefined;
  }

  /** Notes, when the end of a chain's last job is durable, that it has ended. */
  ended({ run }: ChainJob): void {
    this.#ended.set(run, performance.now());
    if (this.#ended.size === this.#order.runs) this.#finish();
  }

  reply(): ChainReply {
    const ends = [...this.#ended.values()];
    return {
      elapsedMs: Math.max(...ends) - this.#began,
      runMs: ends.map((end) => end - this.#began),
      jobs: this.#seen.size,
      twice: [...this.#seen.values()].filter((times) => times > 1).length,
    };
  }
}

/** Answers orders of the runner, one after the other. */
export function serveChains(work: (order: ChainOrder) => Promise<ChainReply>): void {
  process.on('message', (order: ChainOrder) => {
    void work(order).then(
      (reply) => process.send?.(reply),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
  process.send?.('ready');
}
