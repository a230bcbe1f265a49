import { CronExpressionParser } from 'cron-parser';

/** When a schedule fires: five cron fields, read by the clocks of a time zone. */
export interface Timing {
  cron: string;
  /** An IANA name: `Europe/Berlin`. */
  zone: string;
}

/** By how many minutes the clocks of a zone are ahead of UTC at an instant. */
type Clocks = (ms: number) => number;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Longer than clocks are ever changed by at once. */
const NEAR_CHANGE_MS = 3 * 3_600_000;
/** `H` (a random value of the parser's) and `?` are not among them: a schedule means the same to everybody. */
const FIELD = /^[0-9A-Za-z*,/#-]{1,100}$/;
const FIELDS = 5;
const NAMED = /^(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC|SUN|MON|TUE|WED|THU|FRI|SAT|L)$/;

/** What is wrong with a cron expression, as a sentence; undefined when it can be used. */
export function cronProblem(cron: string): string | undefined {
  const fields = cron.split(' ');
  if (fields.length !== FIELDS || !fields.every((field) => FIELD.test(field)))
    return 'A schedule has five fields, apart by one space: minute, hour, day of month, month, day of week.';
  const word = fields.flatMap((field) => field.toUpperCase().match(/[A-Z]+/g) ?? []).find((text) => !NAMED.test(text));
  if (word !== undefined) return `${word} is not the name of a month or of a day of the week.`;
  try {
    return firstAfter({ cron, zone: 'UTC' }, new Date(0)) ? undefined : 'This never comes.';
  } catch (error) {
    return `The expression cannot be read: ${error instanceof Error ? error.message : 'unknown mistake'}.`;
  }
}

/** Whether there is a time zone of this name. An offset such as `+02:00` is none: it knows no summer time. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return offsetIn(name)(0) !== undefined;
  } catch {
    return false; // a RangeError: there is no such zone
  }
}

/**
 * The first time after `after` at which the schedule fires; undefined when there is none. The clocks of the zone decide:
 * - a time that they leave out fires once, as much later as they were put forward (02:30 becomes 03:30)
 * - a time that they show twice fires once, at the first
 * - except where the hour is `*`: that fires whenever the clocks show such a minute, twice in the hour that comes twice
 *
 * The parser reads the expression; the clocks are ours, since it loses times that are left out around midnight
 * (Havana) and by half an hour (Lord Howe).
 */
export function firstAfter({ cron, zone }: Timing, after: Date): Date | undefined {
  const clocks = offsetIn(zone);
  const isEveryHour = cron.split(' ')[1] === '*';
  const startMs = after.getTime();
  // Near a change, readings of the clocks are not in the order of their instants.
  const marginMs = isNearChange(clocks, startMs) ? NEAR_CHANGE_MS : 0;
  const wall = wallTimes(cron, wallOf(clocks, startMs) - marginMs);
  let best = Infinity;
  for (let shown = wall(); shown !== undefined; shown = wall()) {
    for (const ms of instantsOf(clocks, shown, isEveryHour)) if (ms > startMs) best = Math.min(best, ms);
    if (best < Infinity && shown >= wallOf(clocks, best) + marginMs) break;
  }
  return best < Infinity ? new Date(best) : undefined;
}

/** The next `count` times after `after`, or as many as there are. */
export function firesAfter(timing: Timing, after: Date, count: number): Date[] {
  const times: Date[] = [];
  for (let last: Date | undefined = after; times.length < count;) {
    last = firstAfter(timing, last);
    if (!last) break;
    times.push(last);
  }
  return times;
}

/** Readings of a clock after `fromMs`, in order, each as if it were UTC; undefined when no more come. */
function wallTimes(cron: string, fromMs: number): () => number | undefined {
  const expression = CronExpressionParser.parse(cron, { currentDate: new Date(fromMs), tz: 'UTC' });
  return () => (expression.hasNext() ? expression.next().getTime() : undefined);
}

const wallOf = (clocks: Clocks, ms: number): number => ms + clocks(ms) * MINUTE_MS;

const isNearChange = (clocks: Clocks, ms: number): boolean =>
  clocks(ms - NEAR_CHANGE_MS) !== clocks(ms + NEAR_CHANGE_MS);

/** When the clocks show this reading, or would have: none, one or two instants. */
function instantsOf(clocks: Clocks, shown: number, isEveryHour: boolean): number[] {
  const [before, after] = [clocks(shown - DAY_MS), clocks(shown + DAY_MS)];
  const instants = [...new Set([before, after])]
    .map((offset) => shown - offset * MINUTE_MS)
    .filter((ms) => wallOf(clocks, ms) === shown)
    .toSorted((a, b) => a - b);
  if (isEveryHour) return instants;
  return [instants[0] ?? shown - before * MINUTE_MS];
}

/** Throws a RangeError for a zone that there is not. */
function offsetIn(zone: string): Clocks {
  const format = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone: zone, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23' },
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
  });
  return (ms) => {
    const shown = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
    const wholeMs = Math.floor(ms / 1_000) * 1_000;
    return (Date.UTC(year, month - 1, day, hour, minute, second) - wholeMs) / MINUTE_MS;
  };
}
