interface Entry<T> {
  value: Promise<T>;
  until: number;
}

const MOST = 1_000;

/** Values kept for a bounded time and number; those who ask at the same time share one load. A failed load is not kept. */
export class ExpiringCache<T> {
  private readonly entries = new Map<string, Entry<T>>();

  constructor(private readonly keepMs: number) {}

  get(key: string, load: () => Promise<T>): Promise<T> {
    const found = this.entries.get(key);
    if (found && found.until > performance.now()) return found.value;
    const value = load();
    this.entries.delete(key); // the newest last, so that the oldest are dropped first
    this.entries.set(key, { value, until: performance.now() + this.keepMs });
    value.catch(() => this.entries.delete(key));
    for (const oldest of this.entries.keys()) {
      if (this.entries.size <= MOST) break;
      this.entries.delete(oldest);
    }
    return value;
  }

  clear(): void {
    this.entries.clear();
  }
}
