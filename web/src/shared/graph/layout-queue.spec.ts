import { describe, expect, it } from 'vitest';
import { layered, type Layered, type LayeredGraph } from './layered.js';
import { LayoutQueue, type Placer, type StartPlacer } from './layout-queue.js';

const graph = (...nodes: string[]): LayeredGraph => ({
  ...{ nodes, lines: [], size: { width: 1, height: 1 }, gaps: { sibling: 1, layer: 1 } },
});

/** Answers when it is told to. */
class SlowPlacer implements Placer {
  readonly asked: LayeredGraph[] = [];
  isOver = false;

  constructor(
    private readonly done: (layout: Layered) => void,
    readonly fail: () => void,
  ) {}

  place = (wanted: LayeredGraph): void => void this.asked.push(wanted);
  close = (): void => void (this.isOver = true);
  answer(): void {
    const last = this.asked.at(-1);
    if (last) this.done(layered(last));
  }
}

function queueOf() {
  const placers: SlowPlacer[] = [];
  const start: StartPlacer = (...says) => {
    const placer = new SlowPlacer(...says);
    placers.push(placer);
    return placer;
  };
  const shown: string[][] = [];
  const done = (layout: Layered): void => void shown.push([...layout.places.keys()]);
  return { queue: new LayoutQueue(start, layered), placers, shown, done };
}

describe('graphs that are placed elsewhere', () => {
  it('are placed one after the other, and of those that wait the last', () => {
    const { queue, placers, shown, done } = queueOf();
    for (const key of ['a', 'b', 'c']) queue.place(graph(key), done);
    const [placer] = placers;
    expect(placer?.asked).toHaveLength(1);
    placer?.answer();
    expect([shown, placer?.asked.length]).toEqual([[], 2]);
    placer?.answer();
    expect([shown, placers.length]).toEqual([[['c']], 1]);
  });

  it('are placed here where that fails', () => {
    const { queue, placers, shown, done } = queueOf();
    queue.place(graph('a'), done);
    placers[0]?.fail();
    expect(shown).toEqual([['a']]);
  });

  it('are nobody’s once it is closed', () => {
    const { queue, placers, shown, done } = queueOf();
    queue.place(graph('a'), done);
    queue.close();
    placers[0]?.answer();
    expect([shown, placers[0]?.isOver]).toEqual([[], true]);
  });
});

describe('a large graph', () => {
  it('is placed with every node in a layer below what it needs', () => {
    const nodes = Array.from({ length: 240 }, (_, at) => `n${at}`);
    const lines = nodes.slice(6).map((to, at) => ({ from: `n${at}`, to }));
    const { places } = layered({ ...graph(...nodes), lines });
    for (const { from, to } of lines) expect(places.get(from)?.y).toBeLessThan(places.get(to)?.y ?? 0);
  });
});
