import { Inject, Injectable } from '@nestjs/common';
import type { Envelope } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { PLATFORM_CONFIG, type PlatformConfig } from '../config/platform.config.js';
import { OrgTx } from '../database/org-tx.js';
import { SystemTx } from '../database/system-tx.js';
import type { Tx } from '../database/tx.js';
import { fp } from '../faults/fault-point.js';
import { type FailureKind, MOST_UNFINISHED_STARTS } from './failure.rules.js';

/** What is known of an event when a start of its handler is asked for. */
export interface Start {
  /** The start's own id; undefined when the handler must not be started. */
  id: string | undefined;
  /** How often it was started before. */
  earlier: number;
  /** Earlier starts that never ended: a process was killed, or blocked beyond the job's lock. */
  unfinished: number;
  /** Whether an earlier start may have had its effect. */
  isUnknown: boolean;
  /** The state of its dead letter, if it has one. */
  letter: 'open' | 'replaying' | 'replayed' | 'discarded' | null;
}

interface Ending {
  outcome: FailureKind;
  error: string;
}

const EARLIER = `
  SELECT count(*)::int AS earlier,
         count(*) FILTER (WHERE ended_at IS NULL AND started_at < clock_timestamp() - make_interval(secs => $5))::int AS unfinished,
         coalesce(bool_or(outcome = 'unknown_outcome'), false) AS unknown
    FROM delivery_attempt WHERE consumer = $2 AND event_id = $3`;

/**
 * Counts the starts of handlers, each in a transaction of its own before the handler runs: what a payload that kills
 * the process leaves behind is a start without an end. A start that succeeds leaves no row.
 */
@Injectable()
export class DeliveryAttempts {
  /** Ends that could not be written during an outage; without them an outage would look like a killing payload. */
  private readonly owed = new Map<string, Ending>();

  constructor(
    private readonly orgTx: OrgTx,
    private readonly systemTx: SystemTx,
    @Inject(PLATFORM_CONFIG) private readonly config: PlatformConfig,
  ) {}

  /** Notes a start, unless the event has been laid aside or has had too many starts without an end. */
  async begin(consumer: string, event: Envelope): Promise<Start> {
    const id = newId();
    if (this.owed.size > 0) await this.systemTx.run((tx) => this.payOff(tx));
    const start = await this.orgTx.run(event.orgId, async (tx) => {
      const rows = await tx.query<Omit<Start, 'id' | 'isUnknown'> & { unknown: boolean; started: boolean }>(
        `WITH tries AS (${EARLIER}),
              letter AS (SELECT state FROM dead_letter WHERE consumer = $2 AND event_id = $3),
              begun AS (
                INSERT INTO delivery_attempt (id, consumer, event_id, org_id) SELECT $1, $2, $3, $4 FROM tries
                 WHERE unfinished < ${MOST_UNFINISHED_STARTS}
                   AND NOT EXISTS (SELECT FROM letter WHERE state IN ('open', 'discarded')) RETURNING id)
         SELECT earlier, unfinished, "unknown", (SELECT state FROM letter) AS letter, EXISTS (SELECT FROM begun) AS started
           FROM tries`,
        [id, consumer, event.id, event.orgId, this.config.QUEUE_LOCK_MS / 1_000],
      );
      fp('attempt.before_commit');
      return rows[0];
    });
    if (!start) throw new Error(`no start could be noted for ${event.id}`);
    fp('attempt.after_commit');
    const { started, unknown, ...rest } = start;
    return { ...rest, id: started ? id : undefined, isUnknown: unknown || start.unfinished > 0 };
  }

  /** Notes how a start ended that failed. Never rejects: what cannot be written now is written before the next start. */
  async end(orgId: string, id: string, ending: Ending): Promise<void> {
    fp('attempt.before_end');
    try {
      await this.orgTx.run(orgId, (tx) => writeEnd(tx, id, ending));
    } catch {
      this.owed.set(id, ending);
    }
    fp('attempt.after_end');
  }

  private async payOff(tx: Tx): Promise<void> {
    for (const [id, ending] of this.owed) {
      await writeEnd(tx, id, ending);
      this.owed.delete(id);
    }
  }
}

async function writeEnd(tx: Tx, id: string, { outcome, error }: Ending): Promise<void> {
  await tx.query(`UPDATE delivery_attempt SET ended_at = clock_timestamp(), outcome = $2, error = $3 WHERE id = $1`, [
    id,
    outcome,
    error.slice(0, 2_000),
  ]);
}

/** Forgets the starts of an event that has been applied. */
export async function forgetAttempts(tx: Tx, consumer: string, eventId: string): Promise<void> {
  await tx.query('DELETE FROM delivery_attempt WHERE consumer = $1 AND event_id = $2', [consumer, eventId]);
}
