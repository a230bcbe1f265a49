import { StopStack } from './stop-stack.ts';

it('undoes the last first, all of it, once, within one time limit', async () => {
  const stops = new StopStack();
  const order: string[] = [];
  const grace: number[] = [];
  stops.push(() => Promise.resolve(void order.push('first')));
  stops.push(() => Promise.reject(new Error('stuck')));
  stops.push((graceMs) => {
    order.push('last');
    grace.push(graceMs);
    return Promise.resolve();
  });
  expect(await stops.run(5_000)).toEqual([new Error('stuck')]);
  expect(await stops.run(5_000)).toEqual([]);
  expect(order).toEqual(['last', 'first']);
  expect(grace[0]).toBeLessThanOrEqual(5_000);
});
