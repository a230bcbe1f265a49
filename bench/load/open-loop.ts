import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Connection, type Outcome, type Shot } from './connection.ts';
import { OpenSchedule } from './open-schedule.ts';
import type { Loop } from './run-job.ts';
import type { Tally } from './tally.ts';
import { whenIdle } from './when-idle.ts';

export interface OpenLoopOptions {
  port: number;
  next: (startedAt: number) => Shot;
  tally: Tally;
  perSecond: number;
}

/** More than a server that keeps up ever needs; one that does not makes requests wait, and their time counts. */
const CONNECTIONS = 64;

/** A fixed rate, whatever the answers do: finds what a caller waits at a load below the limit. */
export class OpenLoop implements Loop {
  readonly #options: OpenLoopOptions;
  readonly #stop = new Int32Array(new SharedArrayBuffer(4));
  readonly #free: Connection[] = [];
  readonly #queue: number[] = [];
  #all: Connection[] = [];
  #schedule: OpenSchedule | undefined;
  #flying = 0;

  constructor(options: OpenLoopOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    const { port, perSecond } = this.#options;
    this.#all = await Promise.all(Array.from({ length: CONNECTIONS }, () => Connection.open(port, this.#onDone)));
    this.#free.push(...this.#all);
    const workerData = { intervalMs: 1_000 / perSecond, stop: this.#stop.buffer };
    const pacer = new Worker(join(import.meta.dirname, 'pacer.ts'), { workerData });
    pacer.on('message', () => this.#tick());
    pacer.unref();
  }

  drain(limitMs: number): Promise<void> {
    this.#silence();
    return whenIdle(() => this.#flying + this.#queue.length, limitMs);
  }

  close(): void {
    this.#silence();
    for (const connection of this.#all) connection.close();
  }

  #silence(): void {
    Atomics.store(this.#stop, 0, 1);
    Atomics.notify(this.#stop, 0);
  }

  #tick(): void {
    if (Atomics.load(this.#stop, 0) !== 0) return;
    const now = performance.now();
    this.#schedule ??= new OpenSchedule(this.#options.perSecond, now);
    for (const startedAt of this.#schedule.due(now)) {
      this.#queue.push(startedAt);
      this.#options.tally.sentLate(now - startedAt);
    }
    this.#sendWaiting();
  }

  #sendWaiting(): void {
    while (this.#queue.length > 0) {
      const connection = this.#free.pop();
      if (!connection) return;
      this.#flying += 1;
      connection.send(this.#options.next(this.#queue.shift() ?? performance.now()));
    }
  }

  readonly #onDone = (connection: Connection, outcome: Outcome): void => {
    this.#flying -= 1;
    this.#options.tally.count(outcome);
    if (connection.isUsable) this.#free.push(connection);
    this.#sendWaiting();
  };
}
