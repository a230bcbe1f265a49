import type { LimitClass } from './limit-class.js';
import type { Consumption } from './rate-limit-headers.js';

/** The store's answer to a number of points. */
export interface Grant {
  /** How many of them the limit allowed. */
  granted: number;
  /** Of the limit, after them. */
  remaining: number;
  /** Until the window ends. */
  resetMs: number;
}

interface Waiting {
  resolve: (consumption: Consumption) => void;
  reject: (error: unknown) => void;
}

/** Of what is left, so much is taken ahead at most: the other replicas miss no more than that. */
const SHARE = 0.01;
/** More at a time would save nothing more. */
const MOST = 1_000;
/** Of a portion, so much is left when the next one is fetched: nobody waits for it. */
const LOW = 0.25;

/**
 * What one caller has left of one limit, as this process knows it. Points are counted in the store ahead of their use:
 * one at first and whenever little is left, so that small limits are exact among all replicas; else as many as the
 * caller has used here already, up to about a hundredth of what is left. No more is ever allowed than the limit; a replica
 * that keeps what it took ahead allows less.
 */
export class Lease {
  private readonly waiting: Waiting[] = [];
  private credit = 0;
  private remaining = 0;
  private used = 0;
  private low = 0;
  private endsAtMs = 0;
  private isAsking = false;

  constructor(
    private readonly rate: LimitClass,
    /** Counts that many points in the store. */
    private readonly ask: (points: number) => Promise<Grant>,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  /** Uses one point: of those taken ahead at once, else together with everybody who waits. Rejects when `ask` does. */
  take(): Consumption | Promise<Consumption> {
    const nowMs = this.nowMs();
    if (this.credit > 0 && this.endsAtMs > nowMs) {
      const used = this.use(nowMs);
      if (this.credit < this.low && !this.isAsking) void this.refill();
      return used;
    }
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      if (!this.isAsking) void this.refill();
    });
  }

  /** Fetches a portion, and goes on until nobody waits. */
  private async refill(): Promise<void> {
    this.isAsking = true;
    try {
      do {
        const asked = this.waiting.length;
        const portion = this.portion();
        this.receive(await this.ask(Math.max(asked, portion)), portion);
        const nowMs = this.nowMs();
        for (const { resolve } of this.waiting.splice(0, Math.max(asked, this.credit))) resolve(this.use(nowMs));
      } while (this.waiting.length > 0);
    } catch (error) {
      for (const { reject } of this.waiting.splice(0)) reject(error);
    } finally {
      this.isAsking = false;
    }
  }

  private portion(): number {
    if (this.endsAtMs <= this.nowMs()) this.used = 0;
    return Math.max(1, Math.min(MOST, this.used, Math.floor(this.remaining * SHARE)));
  }

  private receive({ granted, remaining, resetMs }: Grant, portion: number): void {
    const nowMs = this.nowMs();
    this.credit = this.endsAtMs > nowMs ? this.credit + granted : granted;
    this.low = portion * LOW;
    this.remaining = remaining;
    this.endsAtMs = nowMs + resetMs;
  }

  private use(nowMs: number): Consumption {
    const allowed = this.credit > 0;
    if (allowed) {
      this.credit -= 1;
      this.used += 1;
    }
    const { name, limit, windowSeconds } = this.rate;
    const resetMs = Math.max(0, this.endsAtMs - nowMs);
    return { name, limit, windowSeconds, allowed, remaining: this.remaining + this.credit, resetMs };
  }
}
