import { useEffect, useMemo, useState } from 'react';
import { layered, type Layered, type LayeredGraph } from './layered.js';
import { LayoutQueue, type StartPlacer } from './layout-queue.js';

/** A graph of fewer nodes is placed in a few milliseconds, sooner than a worker has started. */
const WORKER_FROM = 40;

const startWorker: StartPlacer = (done, failed) => {
  const worker = new Worker(new URL('./layered.worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }: MessageEvent<Layered>) => done(data);
  worker.onerror = failed;
  return { place: (graph) => worker.postMessage(graph), close: () => worker.terminate() };
};

/**
 * The layout of a graph. One of a large graph comes later, from a worker; until then it is the one before, and undefined
 * for a first one; then `isBehind`.
 * @param shape another text for another graph
 */
export function useLayered(
  shape: string,
  graph: () => LayeredGraph,
): { layout: Layered | undefined; isBehind: boolean } {
  // eslint-disable-next-line react-hooks/exhaustive-deps -- the shape is all that the graph is made from
  const wanted = useMemo(() => graph(), [shape]);
  const isHere = wanted.nodes.length < WORKER_FROM || typeof Worker === 'undefined';
  const here = useMemo(() => (isHere ? layered(wanted) : undefined), [isHere, wanted]);
  const [there, setThere] = useState<{ of: LayeredGraph; layout: Layered }>();
  const [queue] = useState(() => new LayoutQueue(startWorker, layered));
  useEffect(() => {
    if (!isHere) queue.place(wanted, (layout) => setThere({ of: wanted, layout }));
  }, [isHere, queue, wanted]);
  useEffect(() => () => queue.close(), [queue]);
  return { layout: here ?? there?.layout, isBehind: !here && there?.of !== wanted };
}
