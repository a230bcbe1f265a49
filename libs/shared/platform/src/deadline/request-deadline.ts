import { AppError } from '@throughline/kernel';
import { refuse } from './deadline.errors.js';

/**
 * Until when a request has to be answered. What works for it asks how much time is left, and sends no statement once
 * that is none; whoever answers for it stops waiting then. So a request that was refused commits nothing any more,
 * except by a COMMIT that was under way already.
 */
export class RequestDeadline {
  private readonly startMs: number;
  private state: 'running' | 'over' | 'lifted' = 'running';
  private timer: NodeJS.Timeout | undefined;

  /** @param limitMs from now on */
  constructor(
    private limitMs: number,
    private readonly nowMs: () => number = () => performance.now(),
  ) {
    this.startMs = nowMs();
  }

  /** Milliseconds; 0 once it is over, which it then stays, and Infinity once it was lifted. */
  leftMs(): number {
    if (this.state === 'lifted') return Infinity;
    const left = this.startMs + this.limitMs - this.nowMs();
    if (left <= 0) this.state = 'over';
    return this.state === 'over' ? 0 : left;
  }

  get isOver(): boolean {
    return this.leftMs() === 0;
  }

  /** Sets another limit, from the same start. */
  limitTo(limitMs: number): void {
    this.limitMs = limitMs;
  }

  /** For an answer that has begun: it may take as long as it does. Too late once the deadline is over. */
  lift(): void {
    if (this.state === 'running') this.state = 'lifted';
    clearTimeout(this.timer);
  }

  /**
   * What `work` gives in time; lifts the deadline then.
   * @throws AppError `deadline_exceeded` as soon as it is over. Whatever `work` gives later, nobody hears of.
   */
  async bound<T>(work: () => Promise<T>): Promise<T> {
    const over = new Promise<never>((_, fail) => {
      this.timer = setTimeout(() => {
        this.state = 'over';
        fail(refuse('deadline_exceeded'));
      }, this.leftMs());
    });
    try {
      return await Promise.race([work(), over]);
    } catch (error) {
      // A statement that was cut or refused at the deadline says so in the words of the database.
      if (this.isOver && !(error instanceof AppError)) throw refuse('deadline_exceeded');
      throw error;
    } finally {
      this.lift();
    }
  }
}
