/**
 * Repeats `pass` one at a time: at once when woken, and every `pollMs` in any case, because a wake-up is a hint that
 * may be lost. A pass that throws is reported and the next one comes all the same.
 */
export class WorkLoop {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private isDue = false;
  private readonly stopping = new AbortController();

  /** @param pass does all there is to do; one of many steps ends between two of them when it is told to stop */
  constructor(
    private readonly pass: (stopping: AbortSignal) => Promise<void>,
    private readonly pollMs: number,
    private readonly report: (error: unknown) => void,
  ) {}

  start(): void {
    this.timer = setInterval(() => this.wake(), this.pollMs);
    this.wake();
  }

  wake(): void {
    if (this.stopping.signal.aborted) return;
    this.isDue = true;
    this.running ??= this.run().finally(() => {
      this.running = undefined;
      if (this.isDue) this.wake(); // woken after the last look
    });
  }

  /** Resolves when the pass under way has ended; no other follows. */
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
