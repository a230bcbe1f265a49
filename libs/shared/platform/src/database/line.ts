import { AsyncResource } from 'node:async_hooks';

/**
 * Serves together those who wait for the same thing: who comes while others of the same name are served is in the next
 * portion. Who comes alone does not wait.
 */
export class Line<Item> {
  private readonly waiting = new Map<string, Item[]>();
  // Shared by many requests, so it must not be part of the one that happens to be first.
  private readonly outside = new AsyncResource('line');

  /**
   * @param serve settles the promises of its items itself; may not reject
   * @param most how many it is given at once
   */
  constructor(
    private readonly serve: (name: string, items: readonly Item[]) => Promise<void>,
    private readonly most = Number.POSITIVE_INFINITY,
  ) {}

  join(name: string, item: Item): void {
    const line = this.waiting.get(name);
    if (line) line.push(item);
    else {
      this.waiting.set(name, [item]);
      void this.outside.runInAsyncScope(() => this.serveAll(name));
    }
  }

  private async serveAll(name: string): Promise<void> {
    await Promise.resolve(); // whoever comes in the same turn is in the first portion
    for (let line = this.waiting.get(name) ?? []; line.length > 0; line = this.waiting.get(name) ?? []) {
      this.waiting.set(name, line.slice(this.most));
      await this.serve(name, line.slice(0, this.most));
    }
    this.waiting.delete(name);
  }
}
