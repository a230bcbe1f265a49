import type { Envelope } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { traceIdOf } from '../context/request-context.js';
import type { Tx } from '../database/tx.js';
import { fp } from '../faults/fault-point.js';
import { acknowledge } from '../messaging/acknowledgements.js';
import { maskSecrets } from '../masking/process-secrets.js';
import { unpark } from '../messaging/delivery-order.js';
import { type BurialReason, codeOf } from '../messaging/failure.rules.js';
import { deadLetterMachine } from './dead-letter.machine.js';

export interface Burial {
  reason: BurialReason;
  error: unknown;
  /** How often the handler was started. */
  starts: number;
  /** The release of the consumer that gave up. */
  consumerVersion: string;
}

/**
 * Keeps an event that cannot be applied, with the reason, for a person to look at and replay. A letter that was
 * discarded meanwhile stays so, and what another start has applied after all is none.
 */
export async function bury(tx: Tx, consumer: string, event: Envelope, burial: Burial): Promise<void> {
  await acknowledge(tx, consumer, event); // first, as before an effect: the two take their locks in one order
  if (!(await isApplied(tx, consumer, event))) await keep(tx, consumer, event, burial);
  await unpark(tx, consumer, event.id);
  fp('dead_letter.before_commit');
}

/** Waits for a start that is about to commit the effect, and lets no other come to it before this transaction ends. */
async function isApplied(tx: Tx, consumer: string, { id, orgId }: Envelope): Promise<boolean> {
  const claimed = await tx.query(
    `INSERT INTO inbox (consumer, event_id, org_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING event_id`,
    [consumer, id, orgId],
  );
  if (claimed.length === 0) return true;
  await tx.query('DELETE FROM inbox WHERE consumer = $1 AND event_id = $2', [consumer, id]);
  return false;
}

async function keep(tx: Tx, consumer: string, event: Envelope, burial: Burial): Promise<void> {
  const { reason, error, starts, consumerVersion } = burial;
  await tx.query(
    `INSERT INTO dead_letter (id, org_id, consumer, event_id, type, payload, error, reason, code, source, trace_id,
                              consumer_version, starts)
     SELECT $1, $2::uuid, $3, $4::uuid, $5, $6::jsonb, $7, $8, $9, $10, $11, $12, $13::int
      WHERE NOT EXISTS (SELECT FROM org_purge WHERE organization_id = $2::uuid)
     ON CONFLICT (consumer, event_id) DO UPDATE
       SET error = excluded.error, reason = excluded.reason, code = excluded.code, starts = excluded.starts,
           consumer_version = excluded.consumer_version, died_at = clock_timestamp(), state = 'open',
           next_action_at = NULL, version = dead_letter.version + 1
     WHERE dead_letter.state = ANY($14)`,
    [
      newId(),
      event.orgId,
      consumer,
      event.id,
      event.type,
      JSON.stringify(event),
      messageOf(error).slice(0, 4_000),
      reason,
      codeOf(error) || null,
      event.source ?? '',
      event.traceparent === null ? null : traceIdOf(event.traceparent),
      consumerVersion,
      starts,
      deadLetterMachine.sources('die'),
    ],
  );
}

/**
 * Forgets the starts of an event that has come to its end, and settles its letter, in the effect's transaction. The
 * letter is open when the event was laid aside while this start, thought dead, went on.
 */
export async function settle(tx: Tx, consumer: string, eventId: string, isReplay: boolean): Promise<void> {
  await tx.query(
    `WITH forgotten AS (DELETE FROM delivery_attempt WHERE consumer = $1 AND event_id = $2)
     UPDATE dead_letter d SET state = 'replayed', resolved_at = clock_timestamp(), next_action_at = NULL,
                              version = d.version + 1
      WHERE d.consumer = $1 AND d.event_id = $2 AND d.state = ANY($3)
        AND ($4 OR EXISTS (SELECT FROM inbox i WHERE i.consumer = $1 AND i.event_id = $2))`,
    [consumer, eventId, deadLetterMachine.sources('apply'), isReplay],
  );
}

/**
 * What an error says, for rows and queues: without the secrets of this process, and without NUL, which cannot be stored as
 * text; an error may quote the payload that held one.
 */
export function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return maskSecrets(message).replaceAll('\0', '\uFFFD');
}
