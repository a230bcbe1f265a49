import { until } from './until.ts';

describe('until', () => {
  it('ends as soon as the condition holds', async () => {
    let asked = 0;
    expect(await until(() => ++asked === 3, { timeoutMs: 5_000, everyMs: 1 })).toBe(true);
    expect(asked).toBe(3);
  });

  it('asks once more when the time is up', async () => {
    let asked = 0;
    expect(await until(() => ++asked > 1_000, { timeoutMs: 10, everyMs: 60_000 })).toBe(false);
    expect(asked).toBeGreaterThan(1);
  });

  it('gives up for the reason it was told', async () => {
    const controller = new AbortController();
    const waiting = until(() => false, { timeoutMs: 60_000, everyMs: 60_000, signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
  });
});
