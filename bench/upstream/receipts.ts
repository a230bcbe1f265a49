/** How often each numbered POST arrived whole. */
export class Receipts {
  readonly #counts = new Map<string, number>();

  add(id: string): void {
    this.#counts.set(id, (this.#counts.get(id) ?? 0) + 1);
  }

  list(): [id: string, times: number][] {
    return [...this.#counts];
  }
}
