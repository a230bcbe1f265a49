/** How long everything together may take to end before it is killed. */
const TOTAL_MS = 25_000;
/** What even the last one gets when those before it used up the time. */
const LEAST_MS = 1_000;

export type Stop = (graceMs: number) => Promise<void>;

/** What has to be undone, last first, whatever happened in between. */
export class StopStack {
  readonly #stops: Stop[] = [];

  push(stop: Stop): void {
    this.#stops.push(stop);
  }

  get isEmpty(): boolean {
    return this.#stops.length === 0;
  }

  /** Undoes everything once; one that fails does not keep the others from it. Returns what failed. */
  async run(totalMs: number = TOTAL_MS): Promise<unknown[]> {
    const deadline = performance.now() + totalMs;
    const failures: unknown[] = [];
    for (let stop = this.#stops.pop(); stop; stop = this.#stops.pop()) {
      try {
        await stop(Math.max(LEAST_MS, deadline - performance.now()));
      } catch (error) {
        failures.push(error);
      }
    }
    return failures;
  }
}
