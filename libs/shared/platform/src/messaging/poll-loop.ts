/** Runs a pass at once when woken and every `pollMs` in any case; never two at a time. */
export class PollLoop {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private again = false;
  private readonly stopping = new AbortController();

  /** @param pass does all there is to do; one that has many steps ends between two of them when it is told to stop */
  constructor(
    private readonly pass: (stopping: AbortSignal) => Promise<unknown>,
    private readonly onError: (error: unknown) => void,
  ) {}

  start(pollMs: number): void {
    this.timer = setInterval(() => this.wake(), pollMs);
    this.wake();
  }

  /** Starts a pass, or notes that another is due when one is under way. */
  wake(): void {
    if (this.stopping.signal.aborted) return;
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = this.pass(this.stopping.signal)
      .then(() => undefined, this.onError)
      .finally(() => {
        this.running = undefined;
        if (!this.again) return;
        this.again = false;
        this.wake();
      });
  }

  /** Resolves when the pass under way has ended; none follows. */
  async stop(): Promise<void> {
    this.stopping.abort();
    clearInterval(this.timer);
    await this.running;
  }
}
