/** What a tail may send: so many lines in each second that begins, the rest is counted. */
export interface TailBudget {
  perSecond: number;
  secondStartMs: number;
  sent: number;
  dropped: number;
}

/** @param nowMs by a clock that nobody sets, as in `spend` */
export function newBudget(perSecond: number, nowMs: number): TailBudget {
  return { perSecond, secondStartMs: nowMs, sent: 0, dropped: 0 };
}

/** Spends the budget for one line: true when it may be sent; else it counts as dropped. */
export function spend(budget: TailBudget, nowMs: number, isReaderSlow: boolean): boolean {
  if (nowMs - budget.secondStartMs >= 1_000) {
    budget.secondStartMs = nowMs;
    budget.sent = 0;
  }
  if (isReaderSlow || budget.sent >= budget.perSecond) {
    budget.dropped += 1;
    return false;
  }
  budget.sent += 1;
  return true;
}

/** How many lines were dropped since this was asked last. */
export function takeDropped(budget: TailBudget): number {
  const { dropped } = budget;
  budget.dropped = 0;
  return dropped;
}
