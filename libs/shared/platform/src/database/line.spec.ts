import { Line } from './line.js';

interface Served {
  name: string;
  items: readonly number[];
  end: () => void;
}

/** A line whose portions end when the test says so. */
function lineOf(most?: number): {
  line: Line<number>;
  served: Served[];
  join: (name: string, ...items: number[]) => void;
} {
  const served: Served[] = [];
  const line = new Line<number>((name, items) => new Promise((end) => void served.push({ name, items, end })), most);
  return { line, served, join: (name, ...items) => items.forEach((item) => line.join(name, item)) };
}

const turn = (): Promise<void> => new Promise((next) => setImmediate(next));

describe('Line', () => {
  it('serves together who comes in one turn, and then all who came meanwhile', async () => {
    const { served, join } = lineOf();
    join('a', 1, 2);
    await turn();
    join('a', 3);
    await turn();
    join('a', 4);
    await turn();
    expect(served.map(({ items }) => items)).toEqual([[1, 2]]);
    served[0]?.end();
    await turn();
    expect(served.map(({ items }) => items)).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('serves who comes after everybody has been served', async () => {
    const { served, join } = lineOf();
    for (const item of [1, 2]) {
      join('a', item);
      await turn();
      served.at(-1)?.end();
      await turn();
    }
    expect(served.map(({ items }) => items)).toEqual([[1], [2]]);
  });

  it('lets nobody wait for those of another name', async () => {
    const { served, join } = lineOf();
    join('a', 1);
    join('b', 2);
    await turn();
    expect(served.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it('serves no more at once than it may, in the order of their coming', async () => {
    const { served, join } = lineOf(2);
    join('a', 1, 2, 3, 4, 5);
    for (let at = 0; at < 3; at += 1) {
      await turn();
      served[at]?.end();
    }
    expect(served.map(({ items }) => items)).toEqual([[1, 2], [3, 4], [5]]);
  });
});
