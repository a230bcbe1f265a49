import { purgeOrder } from './purge-order.js';

describe('the order of a purge', () => {
  it('deletes what refers before what is referred to', () => {
    const references = [
      { from: 'node', to: 'execution' },
      { from: 'execution', to: 'pipeline' },
      { from: 'node', to: 'pipeline' },
      { from: 'pipeline', to: 'elsewhere' },
    ];
    const order = purgeOrder(['pipeline', 'execution', 'node', 'alone'], references).map(({ table }) => table);
    expect(order).toEqual(['alone', 'node', 'execution', 'pipeline']);
  });

  it('takes rows that refer to rows of their own table at once', () => {
    const references = [{ from: 'deployment', to: 'deployment' }];
    expect(purgeOrder(['deployment', 'host'], references)).toEqual([
      { table: 'deployment', atOnce: true },
      { table: 'host', atOnce: false },
    ]);
  });

  it('refuses a circle and names it', () => {
    const circle = [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'a' },
    ];
    expect(() => purgeOrder(['a', 'b', 'c'], circle)).toThrow('in a circle: a, b');
  });
});
