import { newBudget, spend, takeDropped } from './tail-budget.rules.js';

describe('the budget of a tail', () => {
  it('sends so many in a second, counts the rest, and begins anew', () => {
    const budget = newBudget(2, 0);
    expect([0, 1, 2, 3].map((nowMs) => spend(budget, nowMs, false))).toEqual([true, true, false, false]);
    expect(takeDropped(budget)).toBe(2);
    expect(takeDropped(budget)).toBe(0);
    expect(spend(budget, 1_000, false)).toBe(true);
  });

  it('drops for a slow reader', () => {
    const budget = newBudget(2, 0);
    expect(spend(budget, 0, true)).toBe(false);
    expect(takeDropped(budget)).toBe(1);
  });
});
