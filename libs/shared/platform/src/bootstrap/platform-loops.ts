import { IdempotencyKeys } from '../idempotency/idempotency-keys.js';
import { loop, type Loop } from '../loops/loop.js';
import { Acknowledgements } from '../messaging/acknowledgements.js';
import { OUTBOX_CHANNEL } from '../messaging/outbox.js';
import { Pruner } from '../messaging/pruner.js';
import { QueuePulse } from '../messaging/queue-pulse.js';
import { Relay } from '../messaging/relay.js';
import { SWEEP_CHANNEL, Sweeper } from '../messaging/sweeper.js';
import { OrgPurge } from '../tenancy/org-purge.js';

const TEN_MINUTES_MS = 600_000;

/** What the workers of every service do again and again; each service has its own besides. Any number of them may. */
export const PLATFORM_LOOPS: readonly Loop[] = [
  loop(QueuePulse, {
    everyMs: 1_000,
    pass: (pulse) => pulse.beat(),
    failed: 'the queue’s pulse could not be taken',
  }),
  loop(Relay, {
    everyMs: 1_000,
    hint: OUTBOX_CHANNEL,
    pass: (relay, stopping) => relay.drain(stopping),
    failed: 'events could not be published; they stay in the outbox',
  }),
  loop(Acknowledgements, {
    everyMs: 1_000,
    pass: (acknowledgements, stopping) => acknowledgements.flush(stopping),
    failed: 'acknowledgements have to wait',
  }),
  loop(Sweeper, {
    everyMs: ({ everyMs }) => everyMs,
    hint: SWEEP_CHANNEL,
    pass: (sweeper, stopping) => sweeper.sweep(stopping),
    failed: 'the sweep failed; the next one follows',
  }),
  loop(Pruner, {
    everyMs: TEN_MINUTES_MS,
    pass: (pruner, stopping) => pruner.prune(stopping),
    failed: 'old rows stay for now',
  }),
  loop(IdempotencyKeys, {
    everyMs: TEN_MINUTES_MS,
    pass: (keys, stopping) => keys.prune(stopping),
    failed: 'old idempotency keys stay until the next pass',
  }),
  loop(OrgPurge, {
    everyMs: 2_000,
    pass: (purge, stopping) => purge.drain(stopping),
    failed: 'a purge waits',
  }),
];
