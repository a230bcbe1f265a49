import { Injectable } from '@nestjs/common';
import { type Envelope, envelopeSchema } from '@throughline/contracts';
import { AppError } from '@throughline/kernel';
import { settle } from '../dead-letters/dead-letter-burial.js';
import { OrgTx } from '../database/org-tx.js';
import type { Tx } from '../database/tx.js';
import { fp } from '../faults/fault-point.js';
import { acknowledge } from './acknowledgements.js';
import { forgetAttempts } from './delivery-attempts.js';
import { claimNewest, lockLastVersion, moveOn, nextParked, park, unpark } from './delivery-order.js';
import { type EventHandler, HandlerRegistry } from './handler-registry.js';
import { placeOf } from './order.rules.js';

/** How many parked events one transaction drains; the next goes on with what is left over. */
const MOST_DRAINED = 100;

export interface ConsumeOptions {
  /** Whether the handler's `reconcile` is asked first: an earlier start may have had its effect. */
  isUnknown?: boolean;
  /** Whether parked successors follow in the same transaction. Not after a crash: one of them may have caused it. */
  drains?: boolean;
  /** Whether a person asked for it: its dead letter is settled with the effect. */
  isReplay?: boolean;
  signal?: AbortSignal;
}

/** The consumer's side of at-least-once: an event's effect and the note that it was consumed commit together. */
@Injectable()
export class Inbox {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly registry: HandlerRegistry,
  ) {}

  /**
   * Applies one event. Resolves to false when it had no effect now: it had been applied before, is older than what was
   * applied, has to wait for its predecessor, or its organization is purged.
   * @throws AppError `event_invalid` for a payload that no retry can heal; else whatever the handler throws
   */
  async consume(consumer: string, handler: EventHandler, job: unknown, options: ConsumeOptions = {}): Promise<boolean> {
    const event = parseEvent(handler, job);
    const { applied, drainedTo } = await this.orgTx.run(event.orgId, async (tx): Promise<Turn> => {
      if (await isPurged(tx, event.orgId)) {
        await forgetAttempts(tx, consumer, event.id);
        return { applied: false };
      }
      await acknowledge(tx, consumer, event);
      fp('inbox.before_effect');
      const result = await this.applyInTurn(tx, consumer, { handler, event, options });
      await settle(tx, consumer, event.id, options.isReplay === true);
      fp('inbox.before_commit');
      return result;
    });
    fp('inbox.after_commit');
    if (drainedTo) await this.drainOn(consumer, drainedTo, options.signal ?? NEVER);
    return applied;
  }

  private async applyInTurn(tx: Tx, consumer: string, delivery: Delivery): Promise<Turn> {
    const { handler, event, options } = delivery;
    if (handler.order !== 'ordered') return { applied: await applyOnce(tx, consumer, delivery) };
    const place = placeOf(await lockLastVersion(tx, consumer, event), event);
    if (place === 'early') {
      await park(tx, consumer, event);
      return { applied: false };
    }
    await unpark(tx, consumer, event.id);
    if (place === 'past') return { applied: false };
    // One that was discarded has no effect any more, but its successors may follow.
    const applied = await applyOnce(tx, consumer, delivery);
    await moveOn(tx, consumer, event);
    return { applied, drainedTo: options.drains === false ? undefined : await this.drain(tx, consumer, event) };
  }

  /**
   * Applies what was parked behind the event. One that fails stays parked and gets starts of its own.
   * @returns the last one applied where more may follow: the transaction has done its share
   */
  private async drain(tx: Tx, consumer: string, after: Envelope): Promise<Envelope | undefined> {
    let last = after;
    for (let i = 0; i < MOST_DRAINED; i++) {
      const next = await nextParked(tx, consumer, last);
      const handler = next && this.registry.collect().get(next.type);
      if (!handler || !(await this.follow(tx, consumer, { handler, event: next, options: {} }))) return undefined;
      last = next;
      fp('order.after_drained');
    }
    return last;
  }

  /** Goes on, a transaction for each portion, to the end of the line: after an outage it may be thousands long. */
  private async drainOn(consumer: string, from: Envelope, signal: AbortSignal): Promise<void> {
    let last: Envelope | undefined = from;
    while (last && !signal.aborted) last = await this.drainPortion(consumer, last);
  }

  private drainPortion(consumer: string, after: Envelope): Promise<Envelope | undefined> {
    return this.orgTx.run(after.orgId, async (tx) => {
      if (await isPurged(tx, after.orgId)) return undefined;
      await lockLastVersion(tx, consumer, after);
      return this.drain(tx, consumer, after);
    });
  }

  private async follow(tx: Tx, consumer: string, delivery: Delivery): Promise<boolean> {
    const { event } = delivery;
    await tx.query('SAVEPOINT parked');
    try {
      await applyOnce(tx, consumer, { ...delivery, event: parseEvent(delivery.handler, event) });
      await unpark(tx, consumer, event.id);
      await moveOn(tx, consumer, event);
      await tx.query('RELEASE SAVEPOINT parked');
      return true;
    } catch {
      await tx.query('ROLLBACK TO SAVEPOINT parked');
      return false;
    }
  }
}

interface Delivery {
  handler: EventHandler;
  event: Envelope;
  options: ConsumeOptions;
}

/** What became of an event when it was its turn. */
interface Turn {
  applied: boolean;
  /** Set where more than one transaction's share was parked behind it. */
  drainedTo?: Envelope | undefined;
}

const NEVER = new AbortController().signal;

/** Nothing of an organization comes back after the order to delete it. */
async function isPurged(tx: Tx, orgId: string): Promise<boolean> {
  return (await tx.query('SELECT 1 FROM org_purge WHERE organization_id = $1', [orgId])).length > 0;
}

/** The effect, unless it came about before or a newer state has replaced it. */
async function applyOnce(tx: Tx, consumer: string, { handler, event, options }: Delivery): Promise<boolean> {
  const fresh = await tx.query(
    `INSERT INTO inbox (consumer, event_id, org_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING event_id`,
    [consumer, event.id, event.orgId],
  );
  if (fresh.length === 0) return false;
  fp('inbox.after_record');
  if (handler.order === 'newest' && !(await claimNewest(tx, consumer, event))) return false;
  if (options.isUnknown && handler.reconcile) {
    const found = await handler.reconcile(event, tx);
    if (found === 'unknown')
      throw new AppError('outcome_unknown', 'unavailable', 'The effect cannot be found out yet.');
    if (found === 'applied') return true;
  }
  await handler.handle(event, tx, options.signal ?? NEVER);
  fp('inbox.after_effect');
  return true;
}

export function parseEvent(handler: EventHandler, job: unknown): Envelope {
  const envelope = envelopeSchema.safeParse(job);
  if (!envelope.success) throw new AppError('event_invalid', 'invalid', 'The envelope of the event is not valid.');
  const data = handler.event.data.safeParse(envelope.data.data);
  if (!data.success)
    throw new AppError('event_invalid', 'invalid', `The payload of ${envelope.data.type} is not valid.`);
  return { ...envelope.data, data: data.data };
}
