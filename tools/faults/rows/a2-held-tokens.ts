/** Tokens that a client still holds, as long as they are good. */
export class HeldTokens {
  private readonly goodMs: number;
  private held: { token: string; since: number }[] = [];

  /** @param goodMs for so long after it was given, by the process's clock */
  constructor(goodMs: number) {
    this.goodMs = goodMs;
  }

  keep(token: string): void {
    this.held.push({ token, since: Date.now() });
  }

  /** Of those that are good yet the newest and the one that is oldest; none when there is none. */
  ends(): string[] {
    const now = Date.now();
    this.held = this.held.filter(({ since }) => now - since <= this.goodMs);
    const ends = [this.held.at(-1), this.held.at(0)];
    return ends.flatMap((end) => (end ? [end.token] : []));
  }
}
