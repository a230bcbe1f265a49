import { WorkLoop } from './work-loop.js';

const NEVER_MS = 3_600_000;

/** A pass that begins when told and ends when told. */
function steps(): { begun: number; end: () => void; pass: () => Promise<void> } {
  const all = {
    begun: 0,
    end: (): void => undefined,
    pass: (): Promise<void> => {
      all.begun += 1;
      return new Promise<void>((resolve) => (all.end = resolve));
    },
  };
  return all;
}
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('WorkLoop', () => {
  it('passes at the start, and once more however often it is woken meanwhile', async () => {
    const work = steps();
    const loop = new WorkLoop(work.pass, NEVER_MS, () => undefined);
    loop.start();
    expect(work.begun).toBe(1);
    for (let i = 0; i < 3; i += 1) loop.wake();
    expect(work.begun).toBe(1);
    work.end();
    await settled();
    expect(work.begun).toBe(2);
    work.end();
    await settled();
    expect(work.begun).toBe(2);
    loop.wake();
    expect(work.begun).toBe(3);
    work.end();
    await loop.stop();
  });

  it('looks by itself', async () => {
    let passes = 0;
    await new Promise<void>((resolve) => {
      const loop = new WorkLoop(
        () => {
          passes += 1;
          if (passes === 3) resolve(loop.stop());
          return Promise.resolve();
        },
        1,
        () => undefined,
      );
      loop.start();
    });
    expect(passes).toBe(3);
  });

  it('reports a pass that throws and goes on', async () => {
    const errors: unknown[] = [];
    const failure = new Error('out of order');
    const loop = new WorkLoop(
      () => Promise.reject(failure),
      NEVER_MS,
      (error) => errors.push(error),
    );
    loop.start();
    await settled();
    loop.wake();
    await loop.stop();
    expect(errors).toEqual([failure, failure]);
  });

  it('tells the pass at hand to stop, waits for it and begins no other', async () => {
    const work = steps();
    let isTold = false;
    const loop = new WorkLoop(
      (stopping) => {
        stopping.addEventListener('abort', () => (isTold = true));
        return work.pass();
      },
      NEVER_MS,
      () => undefined,
    );
    loop.start();
    loop.wake();
    let isOver = false;
    const stopped = loop.stop().then(() => (isOver = true));
    expect(isTold).toBe(true);
    await settled();
    expect(isOver).toBe(false);
    work.end();
    await stopped;
    loop.wake();
    expect(work.begun).toBe(1);
  });
});
