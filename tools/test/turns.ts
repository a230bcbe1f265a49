import type { Lane } from './lane.ts';

/** Lanes that run in the same stretch of time: those of a track one after the other, the two tracks side by side. */
export interface Turn {
  main: Lane[];
  side: Lane[];
}

/** The lanes in turns, in their order: a lane that has to be alone is one, and so is what lies between two such. */
export function turnsOf(lanes: readonly Lane[]): Turn[] {
  const turns: Turn[] = [];
  let isOpen = false;
  for (const lane of lanes) {
    if (lane.track === 'alone') {
      turns.push({ main: [lane], side: [] });
      isOpen = false;
      continue;
    }
    if (!isOpen) turns.push({ main: [], side: [] });
    isOpen = true;
    turns.at(-1)?.[lane.track].push(lane);
  }
  return turns;
}
