const WINDOW_MS = 20_000;
const LIMIT = 5;

/** Healthy until five requests have failed within 20 s. */
export class Health {
  #failures = [];

  recordFailure(now = Date.now()) {
    this.#failures.push(now);
    if (this.#failures.length > LIMIT) this.#failures.shift();
  }

  isGood(now = Date.now()) {
    return this.#failures.filter((at) => now - at < WINDOW_MS).length < LIMIT;
  }
}
