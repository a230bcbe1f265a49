import { Connection, type Outcome, type Shot } from './connection.ts';
import type { Loop } from './run-job.ts';
import type { Tally } from './tally.ts';
import { whenIdle } from './when-idle.ts';

export interface ClosedLoopOptions {
  port: number;
  next: (startedAt: number) => Shot;
  tally: Tally;
  connections: number;
}

/** A fixed number of callers, each of whom asks again as soon as it has its answer: finds what saturates. */
export class ClosedLoop implements Loop {
  readonly #options: ClosedLoopOptions;
  #open: Connection[] = [];
  #waiting = 0;
  #isOver = false;

  constructor(options: ClosedLoopOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    const { port, connections } = this.#options;
    const opened = Array.from({ length: connections }, () => Connection.open(port, this.#onDone));
    this.#open = await Promise.all(opened);
    for (const connection of this.#open) this.#send(connection);
  }

  drain(limitMs: number): Promise<void> {
    this.#isOver = true;
    return whenIdle(() => this.#waiting, limitMs);
  }

  close(): void {
    this.#isOver = true;
    for (const connection of this.#open) connection.close();
  }

  #send(connection: Connection): void {
    this.#waiting += 1;
    connection.send(this.#options.next(performance.now()));
  }

  /** A connection that gave a wrong answer is not used again: the gate has failed by then. */
  readonly #onDone = (connection: Connection, outcome: Outcome): void => {
    this.#waiting -= 1;
    this.#options.tally.count(outcome);
    if (!this.#isOver && connection.isUsable) this.#send(connection);
  };
}
