import { Injectable } from '@nestjs/common';
import { type Envelope, envelopeSchema } from '@throughline/contracts';
import { AppError, newId } from '@throughline/kernel';
import { OrgTx } from '../database/org-tx.js';
import { fp } from '../faults/fault-point.js';
import type { EventHandler } from './handler-registry.js';

/** The consumer's side of at-least-once: an event's effect and the note that it was consumed commit together. */
@Injectable()
export class Inbox {
  constructor(private readonly orgTx: OrgTx) {}

  /**
   * Applies one event. Resolves to false when it had been applied before, or its organization is purged.
   * @throws AppError `event_invalid` for a payload that no retry can heal; else whatever the handler throws
   */
  async consume(consumer: string, handler: EventHandler, job: unknown): Promise<boolean> {
    const event = parseEvent(handler, job);
    const applied = await this.orgTx.run(event.orgId, async (tx) => {
      const fresh = await tx.query(
        `INSERT INTO inbox (consumer, event_id, org_id) SELECT $1, $2::uuid, $3::uuid
          WHERE NOT EXISTS (SELECT FROM org_purge WHERE organization_id = $3::uuid)
         ON CONFLICT DO NOTHING RETURNING event_id`,
        [consumer, event.id, event.orgId],
      );
      if (fresh.length === 0) return false;
      fp('inbox.before_effect');
      await handler.handle(event, tx);
      fp('inbox.before_commit');
      return true;
    });
    fp('inbox.after_commit');
    return applied;
  }

  /** Keeps an event that cannot be applied, with the reason, for a person to look at and replay. */
  async bury(consumer: string, event: Envelope, error: Error): Promise<void> {
    await this.orgTx.run(event.orgId, async (tx) => {
      await tx.query(
        `INSERT INTO dead_letter (id, org_id, consumer, event_id, type, payload, error)
         SELECT $1, $2::uuid, $3, $4::uuid, $5, $6::jsonb, $7
          WHERE NOT EXISTS (SELECT FROM org_purge WHERE organization_id = $2::uuid)
         ON CONFLICT (consumer, event_id) DO UPDATE SET error = excluded.error, died_at = clock_timestamp()`,
        [newId(), event.orgId, consumer, event.id, event.type, JSON.stringify(event), error.message],
      );
    });
  }
}

function parseEvent(handler: EventHandler, job: unknown): Envelope {
  const envelope = envelopeSchema.safeParse(job);
  if (!envelope.success) throw new AppError('event_invalid', 'invalid', 'The envelope of the event is not valid.');
  const data = handler.event.data.safeParse(envelope.data.data);
  if (!data.success)
    throw new AppError('event_invalid', 'invalid', `The payload of ${envelope.data.type} is not valid.`);
  return { ...envelope.data, data: data.data };
}
