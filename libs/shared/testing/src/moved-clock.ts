/** The wall clock of this process, moved at will; timers and what is measured by them go on as ever. */
export class MovedClock {
  private movedMs = 0;
  private readonly real = Date.now;

  take(): void {
    const { real } = this;
    const moved = (): number => real.call(Date) + this.movedMs;
    const Real = globalThis.Date;
    globalThis.Date = new Proxy(Real, {
      construct: (target, args: []) => (args.length === 0 ? new target(moved()) : new target(...args)),
      get: (target, key) => (key === 'now' ? moved : Reflect.get(target, key)),
    });
    this.giveBack = () => (globalThis.Date = Real);
  }

  giveBack: () => unknown = () => undefined;

  move(ms: number): void {
    this.movedMs += ms;
  }

  /** @param ms ahead of the true time; below 0, behind it */
  set(ms: number): void {
    this.movedMs = ms;
  }

  /** What it is ahead of the true time. */
  get aheadMs(): number {
    return this.movedMs;
  }
}
