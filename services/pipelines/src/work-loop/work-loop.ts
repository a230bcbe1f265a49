/**
 * Repeats `pass` one at a time: at once when woken, and every `pollMs` in any case, because a wake-up is a hint that
 * may be lost. A pass that throws is reported and the next one comes all the same.
 */
export class WorkLoop {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private isDue = false;
  private isStopped = false;

  constructor(
    private readonly pass: () => Promise<void>,
    private readonly pollMs: number,
    private readonly report: (error: unknown) => void,
  ) {}

  start(): void {
    this.timer = setInterval(() => this.wake(), this.pollMs);
    this.wake();
  }

  wake(): void {
    if (this.isStopped) return;
    this.isDue = true;
    this.running ??= this.run().finally(() => {
      this.running = undefined;
      if (this.isDue) this.wake(); // woken after the last look
    });
  }

  /** Resolves when the pass under way has ended; no other follows. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearInterval(this.timer);
    await this.running;
  }

  private async run(): Promise<void> {
    while (this.isDue && !this.isStopped) {
      this.isDue = false;
      await this.pass().catch(this.report);
    }
  }
}
