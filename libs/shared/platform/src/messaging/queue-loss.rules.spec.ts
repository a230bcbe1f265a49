import { lostWindowMs, type Pulse } from './queue-loss.rules.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = 1_000 * HOUR;
const beat = (counter: number, runId = 'a', agoMs = 1_000): Pulse => ({ counter, runId, atMs: NOW - agoMs });

describe('lostWindowMs', () => {
  it.each<{ what: string; known: Pulse; found: Pulse | undefined; runId: string; windowMs: number | undefined }>([
    { what: 'nothing before the first beat', known: beat(0), found: undefined, runId: 'a', windowMs: undefined },
    { what: 'nothing when both agree', known: beat(7), found: beat(7), runId: 'a', windowMs: undefined },
    {
      what: 'nothing when a crash kept the last beat from PostgreSQL',
      known: beat(7),
      found: beat(8),
      runId: 'a',
      windowMs: undefined,
    },
    { what: '72 hours of an empty queue', known: beat(7), found: undefined, runId: 'a', windowMs: 72 * HOUR },
    {
      what: 'the time since the older state, and 15 minutes',
      known: beat(700),
      found: beat(100, 'a', 10 * MINUTE),
      runId: 'a',
      windowMs: 25 * MINUTE,
    },
    {
      what: 'the time since the last beat, and 15 minutes, of a new run',
      known: beat(7, 'a', 30_000),
      found: beat(7),
      runId: 'b',
      windowMs: 15.5 * MINUTE,
    },
    {
      what: 'never more than 72 hours',
      known: beat(700),
      found: beat(100, 'a', 100 * HOUR),
      runId: 'a',
      windowMs: 72 * HOUR,
    },
  ])('re-publishes $what', ({ known, found, runId, windowMs }) => {
    expect(lostWindowMs(known, found, runId, NOW)).toBe(windowMs);
  });
});
