import type { Shape, ShapeNode } from '../engine/workload.ts';

const LENGTH = 22;
const WAIT_EVERY = 5;

/** The engine's own nodes: a chain of 22 in which every fifth waits a second, so that a run is there to be struck. */
export function engineShape(): Shape {
  const nodes = Array.from({ length: LENGTH }, (_, i) => ({
    ...{ key: `n${i}`, needs: i === 0 ? [] : [`n${i - 1}`] },
    ...(i % WAIT_EVERY === WAIT_EVERY - 1 && { waitSeconds: 1 }),
  }));
  return { id: 'engine-22', nodes };
}

/** Steps for a runner with nodes of the engine before, between and behind them. Each step notes its start in the folder. */
export function stepsShape(folder: string): Shape {
  const step = (key: string, needs: string[], seconds: number): ShapeNode => ({
    ...{ key, needs },
    run: [`echo started >> ${folder}/$THROUGHLINE_EXECUTION-$THROUGHLINE_NODE`, `sleep ${seconds}`],
  });
  const nodes = [
    { key: 'first', needs: [] },
    step('build', ['first'], 0.3),
    step('lint', ['build'], 0.5),
    step('test', ['build'], 0.1),
    { key: 'both', needs: ['lint', 'test'] },
    step('pack', ['both'], 0.2),
  ];
  return { id: 'steps-6', nodes };
}

/** What a node takes by itself, in milliseconds. */
export function workMsOf({ waitSeconds = 0, run = [] }: ShapeNode): number {
  const sleeps = run.map((line) => Number(/^sleep (.*)$/.exec(line)?.[1] ?? 0));
  return (waitSeconds + sleeps.reduce((sum, seconds) => sum + seconds, 0)) * 1_000;
}
