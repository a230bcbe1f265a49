import type { Layered, Place } from './layered.js';

const STEPS: Record<string, Place> = {
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
};

/** The nearest node in the direction of an arrow key; undefined at the border and for other keys. */
export function neighbour({ places }: Pick<Layered, 'places'>, key: string, arrow: string): string | undefined {
  const from = places.get(key);
  const step = STEPS[arrow];
  if (!from || !step) return undefined;
  const ahead = [...places].flatMap(([other, at]) => {
    const forward = (at.x - from.x) * step.x + (at.y - from.y) * step.y;
    const sideways = Math.abs((at.x - from.x) * step.y) + Math.abs((at.y - from.y) * step.x);
    return forward > 0 ? [{ other, cost: forward + sideways * 2 }] : [];
  });
  return ahead.sort((a, b) => a.cost - b.cost)[0]?.other;
}
