import { addressCaller, type LimitClass, type RateLimits } from '@throughline/platform';

/** So long an address is not asked about again that may still be wrong. */
const KNOWN_MS = 1_000;
const MOST_KNOWN = 10_000;

/** Addresses from which credentials come that nobody knows: each request asks, and almost none has reason to. */
export class Guessing {
  private readonly harmlessUntilMs = new Map<string, number>();

  constructor(
    private readonly limits: RateLimits,
    private readonly refused: LimitClass,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  /**
   * Whether the address was not guessing a moment ago. One refusal here brings the news of the other replicas with it,
   * so that what is believed for a second misses a single guess.
   */
  isHarmless(ip: string): boolean {
    return (this.harmlessUntilMs.get(addressCaller(ip)) ?? 0) > this.nowMs();
  }

  /** Whether too many credentials from this address were refused. */
  async isGuessing(ip: string): Promise<boolean> {
    if (this.isHarmless(ip)) return false;
    const caller = addressCaller(ip);
    const isSpent = await this.limits.isSpent(this.refused, caller);
    if (!isSpent) this.remember(caller);
    return isSpent;
  }

  async countRefused(ip: string): Promise<void> {
    const caller = addressCaller(ip);
    this.harmlessUntilMs.delete(caller);
    await this.limits.consume(this.refused, caller);
  }

  private remember(caller: string): void {
    if (this.harmlessUntilMs.size >= MOST_KNOWN) this.harmlessUntilMs.clear();
    this.harmlessUntilMs.set(caller, this.nowMs() + KNOWN_MS);
  }
}
