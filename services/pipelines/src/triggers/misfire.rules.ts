import { firesAfter, firstAfter, type Timing } from './fire-times.rules.js';

/** What becomes of times that nobody was there for. */
export const MISFIRE_POLICIES = ['skip', 'once', 'all'] as const;
export type MisfirePolicy = (typeof MISFIRE_POLICIES)[number];

export interface DueSchedule extends Timing {
  misfire: MisfirePolicy;
  /** The time that it is due by. */
  nextFireAt: Date;
}

export interface Tick {
  /** Times that fire now, oldest first. */
  due: Date[];
  /** The newest of the times that do not, oldest first. */
  missed: Date[];
  /** Undefined when the schedule never fires again. */
  next: Date | undefined;
}

/** As late a time is still on time: under a minute, so that at most one time of a schedule is. */
export const ON_TIME_MS = 55_000;
/** So many times are made up for by `all`, and so many are told of that are not. */
export const MOST_AT_ONCE = 10;
const FIRST_SPAN_MS = 16 * 60_000;

/**
 * What follows at `now` from a schedule that is due. Times that are late by more than `ON_TIME_MS`: `skip` lets them go,
 * `once` makes up for the newest, `all` for the newest ten. A time fires at most once, whichever it is.
 */
export function tickOf(schedule: DueSchedule, now: Date): Tick {
  const times = newestUntil(schedule, schedule.nextFireAt, now);
  const fires = firing(times, schedule.misfire, now);
  const missed = times.slice(0, times.length - fires).slice(-MOST_AT_ONCE);
  return { due: times.slice(times.length - fires), missed, next: firstAfter(schedule, now) };
}

/** How many of the newest fire. */
function firing(times: readonly Date[], policy: MisfirePolicy, now: Date): number {
  const newest = times.at(-1);
  if (!newest) return 0;
  if (policy === 'all') return Math.min(times.length, MOST_AT_ONCE);
  return policy === 'once' || now.getTime() - newest.getTime() <= ON_TIME_MS ? 1 : 0;
}

/** The newest times from `from` to `to`, both included: at least twice `MOST_AT_ONCE`, where there are as many. */
function newestUntil(timing: Timing, from: Date, to: Date): Date[] {
  const [fromMs, toMs] = [from.getTime(), to.getTime()];
  // What was missed in a year is not counted through: the search goes back only as far as it has to.
  for (let spanMs = FIRST_SPAN_MS; ; spanMs *= 4) {
    const startMs = Math.max(fromMs, toMs - spanMs);
    const times = between(timing, startMs, toMs);
    if (times.length >= 2 * MOST_AT_ONCE || startMs === fromMs) return times;
  }
}

function between(timing: Timing, startMs: number, toMs: number): Date[] {
  const times: Date[] = [];
  let [next] = firesAfter(timing, new Date(startMs - 1), 1);
  while (next && next.getTime() <= toMs) {
    times.push(next);
    next = firstAfter(timing, next);
  }
  return times;
}
