/**
 * When requests of an open loop are due: evenly, however long answers take. A request that leaves late because its
 * predecessors hold everything up is charged with that wait, or the worst times would be left out of the figures
 * (coordinated omission). What is late by less than one interval is the timer's own imprecision and is not charged:
 * at 2,000 a second half a millisecond of it would drown what is measured.
 */
export class OpenSchedule {
  readonly intervalMs: number;
  readonly #beganAt: number;
  #given = 0;

  constructor(perSecond: number, beganAt: number) {
    this.intervalMs = 1_000 / perSecond;
    this.#beganAt = beganAt;
  }

  /** Start times of the requests that have become due by now, each given once. Half an interval early is on time. */
  due(now: number): number[] {
    const started: number[] = [];
    for (;;) {
      const dueAt = this.#beganAt + this.#given * this.intervalMs;
      if (dueAt > now + this.intervalMs / 2) return started;
      this.#given += 1;
      started.push(now - dueAt > this.intervalMs ? dueAt : now);
    }
  }
}
