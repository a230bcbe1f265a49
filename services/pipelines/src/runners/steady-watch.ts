/**
 * Tells whether somebody could be heard: only while a process looks again and again does silence mean anything. After a
 * start, and after a pause in which the database or the process itself was away, it has to listen anew.
 */
export class SteadyWatch {
  private sinceMs = 0;
  private lookedAtMs = -Infinity;

  /**
   * @param listenMs for how long silence has to last
   * @param pauseMs what between two looks is no interruption yet
   * @param nowMs a monotonic clock
   */
  constructor(
    private readonly listenMs: number,
    private readonly pauseMs: number,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  /** Before a look: whether there was no interruption for long enough. */
  get isSteady(): boolean {
    const now = this.nowMs();
    if (now - this.lookedAtMs > this.pauseMs) this.sinceMs = now;
    return now - this.sinceMs >= this.listenMs;
  }

  /** After a look that has worked. */
  looked(): void {
    this.lookedAtMs = this.nowMs();
  }
}
