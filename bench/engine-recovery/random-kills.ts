import { setTimeout as sleep } from 'node:timers/promises';
import { randomOf } from '../../tools/faults/random.ts';
import type { Killable } from '../processes/killable.ts';
import type { Kill } from './standstill.ts';

/** Between one death and the next at the most, besides so many times what a start takes: so that there is something alive to die. */
const MOST_PAUSE_MS = 6_000;
const STARTS = 3;

/** Kills them in turn, at random moments, until it is told to stop. Each comes back at once, as a supervisor has it. */
export async function killUntil(
  isOver: () => boolean,
  victims: Readonly<Record<Kill['victim'], Killable>>,
  seed: number,
): Promise<Kill[]> {
  const random = randomOf(seed);
  const kills: Kill[] = [];
  let startMs = 0;
  for (;;) {
    await sleep(random() * (MOST_PAUSE_MS + STARTS * startMs)); // the fault itself: when it strikes
    if (isOver()) return kills;
    const victim = kills.length % 2 === 0 ? 'service' : 'runner';
    await victims[victim].kill();
    const at = Date.now();
    await victims[victim].startAgain();
    const readyMs = Date.now() - at;
    startMs = Math.max(startMs, readyMs);
    kills.push({ victim, at, readyMs });
  }
}
