import { loop, type Loop } from '@throughline/platform';
import { AlertTicks } from './alerts/alert-ticks.js';
import { LogPartitions } from './ingest/log-partitions.js';

/** What the workers of this service do again and again. Any number of them may. */
export const LOOPS: readonly Loop[] = [
  loop(AlertTicks, {
    everyMs: ({ everyMs }) => everyMs,
    pass: (ticks) => ticks.tick(),
    failed: 'alert rules could not be evaluated',
  }),
  loop(LogPartitions, {
    everyMs: 3_600_000,
    pass: (partitions) => partitions.ensure(),
    failed: 'log partitions could not be made',
  }),
];
