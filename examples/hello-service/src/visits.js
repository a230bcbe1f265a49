/** Counts the visits of a name since the start; the latest thousand names are kept. */
export class Visits {
  #counts = new Map();

  record(name) {
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.delete(name);
    this.#counts.set(name, count);
    if (this.#counts.size > 1_000) this.#counts.delete(this.#counts.keys().next().value);
    return count;
  }
}
