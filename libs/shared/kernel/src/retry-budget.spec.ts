import { retryBudget } from './retry-budget.js';

describe('retryBudget', () => {
  const at =
    (ms: number): (() => number) =>
    () =>
      ms;

  it('lets an eighth of the traffic be retries, beyond its reserve', () => {
    const budget = retryBudget({ ratio: 0.125, reserve: 2 }, at(0));
    for (let i = 0; i < 80; i++) budget.deposit();
    const granted = Array.from({ length: 100 }, () => budget.withdraw()).filter(Boolean);
    expect(granted).toHaveLength(12);
  });

  it('saves up no more than ten reserves', () => {
    const budget = retryBudget({ ratio: 0.1, reserve: 2 }, at(0));
    for (let i = 0; i < 10_000; i++) budget.deposit();
    expect(Array.from({ length: 100 }, () => budget.withdraw()).filter(Boolean)).toHaveLength(20);
  });

  it('gives a quiet dependency one retry a second', () => {
    let now = 0;
    const budget = retryBudget({ ratio: 0.1, reserve: 1 }, () => now);
    expect([budget.withdraw(), budget.withdraw()]).toEqual([true, false]);
    now = 1_000;
    expect([budget.withdraw(), budget.withdraw()]).toEqual([true, false]);
    now = 60_000;
    expect([budget.withdraw(), budget.withdraw()]).toEqual([true, false]);
  });
});
