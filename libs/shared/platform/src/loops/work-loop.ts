import type { Ongoing } from './ongoing.js';

/**
 * Repeats `pass` one at a time: at the start, at once when woken, and every `everyMs` in any case, because a wake-up is
 * a hint that may be lost. A pass that throws is reported and the next one comes all the same.
 */
export class WorkLoop implements Ongoing {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private isDue = false;
  private readonly stopping = new AbortController();

  /** @param pass does all there is to do; one of many steps ends between two of them when it is told to stop */
  constructor(
    private readonly pass: (stopping: AbortSignal) => Promise<unknown>,
    private readonly everyMs: number,
    private readonly report: (error: unknown) => void,
  ) {}

  start(): void {
    this.timer = setInterval(() => this.wake(), this.everyMs);
    this.wake();
  }

  /** Starts a pass, or notes that another is due when one is under way. */
  wake(): void {
    if (this.stopping.signal.aborted) return;
    this.isDue = true;
    this.running ??= this.run().finally(() => {
      this.running = undefined;
      if (this.isDue) this.wake(); // woken after the last look
    });
  }

  /** Resolves when the pass under way has ended; none follows. */
  async stop(): Promise<void> {
    this.stopping.abort();
    clearInterval(this.timer);
    await this.running;
  }

  private async run(): Promise<void> {
    while (this.isDue && !this.stopping.signal.aborted) {
      this.isDue = false;
      await this.pass(this.stopping.signal).catch(this.report);
    }
  }
}
