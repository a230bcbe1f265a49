import type { Place } from './layered.js';

type Size = { width: number; height: number };
/** How far a graph is moved, in px, and how large it is drawn. */
type Viewport = Place & { zoom: number };

/** Whether all of a node that stands at `place` of the graph can be seen in a frame of the size of `room`. */
export function isInView(place: Place, size: Size, viewport: Viewport, room: Size): boolean {
  const left = place.x * viewport.zoom + viewport.x;
  const top = place.y * viewport.zoom + viewport.y;
  const isWithin = (from: number, length: number, end: number) => from >= 0 && from + length * viewport.zoom <= end;
  return isWithin(left, size.width, room.width) && isWithin(top, size.height, room.height);
}
