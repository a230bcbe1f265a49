import { LinkBreaker } from './link-breaker.js';
import { LinkRestingError } from './link-resting-error.js';

class Refusal extends Error {}

describe('LinkBreaker', () => {
  let changes: boolean[];
  let breaker: LinkBreaker;
  let calls: number;
  beforeEach(() => {
    jest.useFakeTimers();
    [changes, calls] = [[], 0];
    breaker = new LinkBreaker({
      failures: 3,
      restMs: 1_000,
      isFailure: (error) => !(error instanceof Refusal),
      onChange: (isOpen) => changes.push(isOpen),
    });
  });
  afterEach(() => void jest.useRealTimers());

  const run = (outcome: Promise<unknown>): Promise<unknown> =>
    breaker.run(() => {
      calls += 1;
      return outcome;
    });
  const fail = async (times: number, error = new Error('down')): Promise<void> => {
    for (let n = 0; n < times; n++) await expect(run(Promise.reject(error))).rejects.toBe(error);
  };

  it('opens after so many failures in a row, and then makes no call', async () => {
    await fail(2);
    await run(Promise.resolve());
    await fail(3);
    await expect(run(Promise.resolve())).rejects.toThrow(LinkRestingError);
    expect([calls, changes]).toEqual([6, [true]]);
  });

  it('is not opened by what says nothing about the other side', async () => {
    await fail(9, new Refusal());
    expect(await run(Promise.resolve('fine'))).toBe('fine');
  });

  it('lets one call try after its rest; the others do not wait for that', async () => {
    await fail(3);
    jest.advanceTimersByTime(1_000);
    let answer: (value: string) => void = () => undefined;
    const trial = run(new Promise((resolve) => (answer = resolve)));
    await expect(run(Promise.resolve())).rejects.toThrow(LinkRestingError);
    answer('back');
    expect([await trial, await run(Promise.resolve('too'))]).toEqual(['back', 'too']);
    expect(changes).toEqual([true, false]);
  });

  it.each([3_600_000, -3_600_000])('rests as long when the wall clock is set meanwhile (%i ms)', async (stepMs) => {
    await fail(3);
    jest.setSystemTime(Date.now() + stepMs);
    await expect(run(Promise.resolve())).rejects.toThrow(LinkRestingError);
    jest.advanceTimersByTime(1_000);
    expect(await run(Promise.resolve('back'))).toBe('back');
  });

  it('stays open when the one fails', async () => {
    await fail(3);
    jest.advanceTimersByTime(1_000);
    await fail(1);
    await expect(run(Promise.resolve())).rejects.toThrow(LinkRestingError);
  });
});
