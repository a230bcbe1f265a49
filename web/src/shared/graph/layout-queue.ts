import type { Layered, LayeredGraph } from './layered.js';

/** What places graphs elsewhere, as a worker does. */
export type Placer = { place: (graph: LayeredGraph) => void; close: () => void };
/** Starts one, which says of each graph that it is placed, or that it could not be. */
export type StartPlacer = (done: (layout: Layered) => void, failed: () => void) => Placer;

type Wanted = { graph: LayeredGraph; done: (layout: Layered) => void };

/**
 * Asks one placer for one graph at a time. Of those that wait only the last one is placed: nobody looks at the others any
 * more. Where the placer fails, `instead` places.
 */
export class LayoutQueue {
  private placer: Placer | undefined;
  private running: Wanted | undefined;
  private waiting: Wanted | undefined;

  constructor(
    private readonly start: StartPlacer,
    private readonly instead: (graph: LayeredGraph) => Layered,
  ) {}

  place(graph: LayeredGraph, done: (layout: Layered) => void): void {
    this.waiting = { graph, done };
    if (!this.running) this.next();
  }

  close(): void {
    this.placer?.close();
    this.placer = this.running = this.waiting = undefined;
  }

  private next(): void {
    this.running = this.waiting;
    this.waiting = undefined;
    if (!this.running) return;
    this.placer ??= this.start(
      (layout) => this.end(layout),
      () => this.running && this.end(this.instead(this.running.graph)),
    );
    this.placer.place(this.running.graph);
  }

  private end(layout: Layered): void {
    const isLast = this.waiting === undefined;
    if (isLast) this.running?.done(layout);
    this.next();
  }
}
