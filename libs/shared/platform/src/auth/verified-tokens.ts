import { LRUCache } from 'lru-cache';
import type { Principal } from './principal.js';

const MOST = 2_000;

interface Verified {
  principal: Principal;
  /** Unix milliseconds between which the token is good. */
  fromMs: number;
  untilMs: number;
  /** By the monotonic clock, in milliseconds. */
  endsAt: number;
}

/**
 * Tokens whose signature was right, for as long as they are good: a caller asks with the same one for a minute, and its
 * signature costs more to verify than most requests. Both clocks have to agree: the wall clock may be set back.
 */
export class VerifiedTokens {
  private readonly kept = new LRUCache<string, Verified>({ max: MOST });

  /** Whose token it is; undefined for one that is not known, or not good any more. */
  find(token: string): Principal | undefined {
    const found = this.kept.get(token);
    if (!found || performance.now() >= found.endsAt) return undefined;
    const now = Date.now();
    return now >= found.fromMs && now < found.untilMs ? found.principal : undefined;
  }

  /** @param fromMs @param untilMs Unix milliseconds between which it is good */
  keep(token: string, principal: Principal, { fromMs, untilMs }: Pick<Verified, 'fromMs' | 'untilMs'>): void {
    this.kept.set(token, { principal, fromMs, untilMs, endsAt: performance.now() + untilMs - Date.now() });
  }

  /** For when the keys have changed. */
  forgetAll(): void {
    this.kept.clear();
  }
}
