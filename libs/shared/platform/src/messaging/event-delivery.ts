import { Inject, Injectable } from '@nestjs/common';
import type { Envelope } from '@throughline/contracts';
import { type RetryBudget, retryBudget } from '@throughline/kernel';
import { DelayedError, type Job, UnrecoverableError } from 'bullmq';
import { PLATFORM_CONFIG, type PlatformConfig } from '../config/platform.config.js';
import { LOGGER, type Logger } from '../context/root-logger.js';
import { bury, type Burial, messageOf } from '../dead-letters/dead-letter-burial.js';
import { OrgTx } from '../database/org-tx.js';
import type { ServiceManifest } from '../service-manifest.js';
import { fp } from '../faults/fault-point.js';
import { eventRetries, eventsApplied, eventsBuried, eventsQuarantined } from '../health/delivery-metrics.js';
import { maskError } from '../masking/process-secrets.js';
import { acknowledge } from './acknowledgements.js';
import { DeliveryAttempts, type Start } from './delivery-attempts.js';
import { burialOf, classify } from './failure.rules.js';
import { type EventHandler, HandlerRegistry } from './handler-registry.js';
import { Inbox } from './inbox.js';
import { MANIFEST } from './manifest-token.js';

const BUDGET = { ratio: 0.1, reserve: 10 };
const POSTPONED_MS = 1_000;

export interface DeliveryJob {
  job: Job;
  token: string | undefined;
  signal: AbortSignal | undefined;
}

/**
 * The way of an event to its effect: a start is noted, the handler runs through the inbox, and what fails is tried
 * again, asked about, or buried. Throws for BullMQ: UnrecoverableError ends the job, anything else brings it back.
 */
@Injectable()
export class EventDelivery {
  private handlers = new Map<string, EventHandler>();
  private readonly budgets = new Map<string, RetryBudget>();

  constructor(
    @Inject(MANIFEST) private readonly manifest: ServiceManifest,
    private readonly registry: HandlerRegistry,
    private readonly attempts: DeliveryAttempts,
    private readonly inbox: Inbox,
    private readonly orgTx: OrgTx,
    @Inject(PLATFORM_CONFIG) private readonly config: PlatformConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Throws when a subscribed event has no handler: then the service must not start. */
  prepare(): void {
    this.handlers = this.registry.collect();
  }

  async deliver(event: Envelope, delivery: DeliveryJob): Promise<void> {
    const consumer = this.manifest.name;
    await this.spend(event, delivery);
    const start = await this.attempts.begin(consumer, event);
    if (start.id === undefined) return this.layAside(consumer, event, start);
    const handler = this.handlers.get(event.type);
    if (!handler) {
      const error = new Error(`this release has no handler for ${event.type}`);
      return this.bury(consumer, event, { reason: 'no_handler', error, starts: start.earlier + 1 });
    }
    try {
      await this.run(consumer, handler, { event, start, signal: delivery.signal });
    } catch (error) {
      await this.fail(consumer, handler, { event, start, error });
    }
  }

  private async run(consumer: string, handler: EventHandler, { event, start, signal }: Running): Promise<void> {
    const applied = await this.inbox.consume(consumer, handler, event, {
      isUnknown: start.isUnknown,
      drains: start.unfinished === 0,
      isReplay: start.letter === 'replaying',
      ...(signal && { signal }),
    });
    if (applied) eventsApplied.inc({ event: event.type });
  }

  private async fail(consumer: string, handler: EventHandler, failure: Failure): Promise<never> {
    const { event, start, error } = failure;
    const kind = classify(error);
    const starts = start.earlier + 1;
    this.logger.warn({ err: error, event: event.type, eventId: event.id, kind, start: starts }, 'event not applied');
    await this.attempts.end(event.orgId, start.id ?? '', { outcome: kind, error: messageOf(error) });
    const reason = burialOf(kind, starts, handler.reconcile !== undefined);
    if (reason === undefined) throw maskError(error); // the queue keeps message and stack
    await this.bury(consumer, event, { reason, error, starts });
    throw new UnrecoverableError(messageOf(error));
  }

  /** An event whose handler must not be started: it lies in the dead letters, or has now killed its last process. */
  private async layAside(consumer: string, event: Envelope, start: Start): Promise<void> {
    if (start.letter === 'open' || start.letter === 'discarded') {
      await this.orgTx.run(event.orgId, (tx) => acknowledge(tx, consumer, event)); // the first word of it was lost
      return;
    }
    const error = new Error(
      `Its handler was started ${start.unfinished} times and never ended: the process died or was blocked each time.`,
    );
    await this.bury(consumer, event, { reason: 'quarantined', error, starts: start.earlier });
  }

  private async bury(consumer: string, event: Envelope, what: Omit<Burial, 'consumerVersion'>): Promise<void> {
    const burial = { ...what, consumerVersion: this.config.SERVICE_VERSION };
    await this.orgTx.run(event.orgId, (tx) => bury(tx, consumer, event, burial));
    fp('dead_letter.after_commit');
    eventsBuried.inc({ event: event.type, reason: what.reason });
    if (what.reason === 'quarantined') eventsQuarantined.inc({ event: event.type });
    const { reason, starts } = what;
    this.logger.error(
      { err: what.error, event: event.type, eventId: event.id, reason, starts },
      'event is a dead letter',
    );
  }

  /** At most a tenth of an event type's deliveries are retries; one beyond that waits, and is not counted as a try. */
  private async spend(event: Envelope, { job, token }: DeliveryJob): Promise<void> {
    const budget = this.budgetOf(event.type);
    if (job.attemptsMade === 0) return budget.deposit();
    if (budget.withdraw()) {
      eventRetries.inc({ event: event.type });
      return;
    }
    await job.moveToDelayed(Date.now() + POSTPONED_MS, token);
    throw new DelayedError();
  }

  private budgetOf(type: string): RetryBudget {
    const known = this.budgets.get(type);
    if (known) return known;
    const budget = retryBudget(BUDGET, () => performance.now());
    this.budgets.set(type, budget);
    return budget;
  }
}

interface Running {
  event: Envelope;
  start: Start;
  signal: AbortSignal | undefined;
}

interface Failure {
  event: Envelope;
  start: Start;
  error: unknown;
}
