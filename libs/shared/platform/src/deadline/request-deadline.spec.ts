import { AppError } from '@throughline/kernel';
import { RequestDeadline } from './request-deadline.js';

const never = (): Promise<never> => new Promise(() => undefined);

describe('RequestDeadline', () => {
  let now = 0;
  const deadline = (limitMs: number): RequestDeadline => new RequestDeadline(limitMs, () => now);
  beforeEach(() => void (now = 1_000));

  it('counts from its start, to nothing and not below', () => {
    const one = deadline(100);
    expect([one.leftMs(), one.isOver]).toEqual([100, false]);
    now = 1_060;
    expect(one.leftMs()).toBe(40);
    now = 1_100;
    expect([one.leftMs(), one.isOver]).toEqual([0, true]);
    now = 9_000;
    expect(one.leftMs()).toBe(0);
  });

  it('takes another limit from the same start', () => {
    const one = deadline(100);
    now = 1_050;
    one.limitTo(1_000);
    expect(one.leftMs()).toBe(950);
  });

  it('is gone once it is lifted, but cannot be lifted once it is over', () => {
    const [lifted, over] = [deadline(100), deadline(100)];
    lifted.lift();
    now = 2_000;
    expect([lifted.leftMs(), lifted.isOver]).toEqual([Infinity, false]);
    expect(over.isOver).toBe(true);
    over.lift();
    over.limitTo(10_000);
    expect(over.leftMs()).toBe(0);
  });

  it('gives what the work gives, and ends with it', async () => {
    const one = deadline(10);
    expect(await one.bound(() => Promise.resolve(7))).toBe(7);
    expect(one.leftMs()).toBe(Infinity);
  });

  describe('while time passes', () => {
    beforeEach(() => void jest.useFakeTimers());
    afterEach(() => void jest.useRealTimers());

    it('refuses at its end, and stays over', async () => {
      const one = new RequestDeadline(5);
      const refused = expect(one.bound(never)).rejects.toMatchObject({ code: 'deadline_exceeded' });
      await jest.advanceTimersByTimeAsync(5);
      await refused;
      expect(one.isOver).toBe(true);
    });

    it('does not end an answer that has begun', async () => {
      const one = new RequestDeadline(5);
      let finish: (text: string) => void = () => undefined;
      const answer = one.bound(() => new Promise<string>((resolve) => (finish = resolve)));
      one.lift();
      await jest.advanceTimersByTimeAsync(1_000);
      finish('long');
      expect(await answer).toBe('long');
    });
  });

  it('says so in its own words where a statement was cut at it, and leaves a refusal as it is', async () => {
    const failingAtEnd = (error: Error): Promise<never> => {
      const one = deadline(1_000);
      return one.bound(() => {
        now += 1_000;
        return Promise.reject(error);
      });
    };
    await expect(failingAtEnd(new Error('Connection terminated'))).rejects.toMatchObject({ code: 'deadline_exceeded' });
    await expect(failingAtEnd(new AppError('taken', 'conflict', 'Taken.'))).rejects.toMatchObject({ code: 'taken' });
    const inTime = deadline(1_000).bound(() => Promise.reject(new Error('a bug')));
    await expect(inTime).rejects.toThrow('a bug');
  });
});
