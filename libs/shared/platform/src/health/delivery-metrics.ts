import { Counter, Gauge } from 'prom-client';
import { registry } from './metrics.js';

const counter = <Label extends string = never>(name: string, help: string, labelNames: Label[] = []): Counter<Label> =>
  new Counter({ name: `throughline_${name}_total`, help, labelNames, registers: [registry] });
const gauge = <Label extends string = never>(name: string, help: string, labelNames: Label[] = []): Gauge<Label> =>
  new Gauge({ name: `throughline_${name}`, help, labelNames, registers: [registry] });

export const eventsApplied = counter('events_applied', 'Events that had their effect', ['event']);
export const eventRetries = counter('event_retries', 'Starts of a handler after a failed one', ['event']);
export const eventsBuried = counter('events_dead_lettered', 'Events that became dead letters', ['event', 'reason']);
export const eventsQuarantined = counter('events_quarantined', 'Events laid aside because their handler never ends', [
  'event',
]);
export const eventsRedriven = counter('event_redrives', 'Events given to a queue once more', ['cause']);
export const jobsStalled = counter('queue_jobs_stalled', 'Jobs whose worker stopped renewing its lock', ['queue']);
export const queueErrors = counter('queue_errors', 'Errors of the connection to the queue', ['queue']);
export const queueLosses = counter('queue_losses', 'Times that the queue was found to have lost what it held');

export const deadLettersOpen = gauge('dead_letters', 'Events that nobody has settled yet');
export const eventsParked = gauge('events_parked', 'Events that wait for their predecessor');
export const parkedOldestSeconds = gauge('events_parked_oldest_seconds', 'How long the first of them waits');
export const deliveriesOpen = gauge('deliveries_unacknowledged', 'Published events that a consumer does not hold yet');
export const clockDriftSeconds = gauge('clock_drift_seconds', 'This process’s clock minus the database’s');
export const loopLagSeconds = gauge(
  'event_loop_blocked_seconds',
  'Longest block of the event loop in the last 15 seconds',
);
export const loopAlarms = counter('event_loop_alarms', 'Blocks of the event loop longer than a second');
