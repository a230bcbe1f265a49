import { Inject, Injectable } from '@nestjs/common';
import type { Envelope } from '@throughline/contracts';
import { Audit } from '../audit/audit.js';
import { currentContext } from '../context/request-context.js';
import { OrgTx } from '../database/org-tx.js';
import type { Tx } from '../database/tx.js';
import { fp } from '../faults/fault-point.js';
import { lockLastVersion, moveOn, park } from '../messaging/delivery-order.js';
import { forgetAttempts } from '../messaging/delivery-attempts.js';
import { HandlerRegistry } from '../messaging/handler-registry.js';
import { MANIFEST } from '../messaging/manifest-token.js';
import { placeOf } from '../messaging/order.rules.js';
import type { ServiceManifest } from '../service-manifest.js';
import { deadLetterMachine } from './dead-letter.machine.js';
import type { ReplayDeadLettersRequest, ReplayedDeadLettersResponse } from './dead-letters.dto.js';
import { refuse } from './dead-letters.errors.js';

/** How many letters one request replays. */
export const MOST_REPLAYED = 500;

interface Letter {
  id: string;
  consumer: string;
  event_id: string;
  type: string;
  payload: Envelope;
}

/** What a person decides about events that could not be applied. */
@Injectable()
export class DeadLetters {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly audit: Audit,
    private readonly registry: HandlerRegistry,
    @Inject(MANIFEST) private readonly manifest: ServiceManifest,
  ) {}

  /** Gives the event to its handler again, with new starts. Through the inbox: it is never applied twice. */
  replay(orgId: string, id: string): Promise<void> {
    return this.orgTx.run(orgId, async (tx) => {
      const [letter] = await this.claim(tx, 'id = $2', [id]);
      if (!letter) throw await refusal(tx, id);
      await this.noteReplay(tx, [letter]);
    });
  }

  /** Replays the oldest open letters that the filter names. */
  replayAll(orgId: string, filter: ReplayDeadLettersRequest): Promise<ReplayedDeadLettersResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      const values = [orgId, filter.type ?? null, filter.reason ?? null, filter.diedBefore ?? null];
      const open = await tx.query<{ id: string }>(
        `SELECT id FROM dead_letter
          WHERE org_id = $1 AND state = 'open' AND ($2::text IS NULL OR type = $2) AND ($3::text IS NULL OR reason = $3)
            AND ($4::timestamptz IS NULL OR died_at < $4)
          ORDER BY id LIMIT ${MOST_REPLAYED + 1} FOR UPDATE SKIP LOCKED`,
        values,
      );
      const ids = open.slice(0, MOST_REPLAYED).map((row) => row.id);
      const letters = await this.claim(tx, 'id = ANY($2)', [ids]);
      await this.noteReplay(tx, letters);
      return { count: letters.length, hasMore: open.length > MOST_REPLAYED };
    });
  }

  /** Settles the event as one that need not be applied; what waits behind it in order may follow. */
  discard(orgId: string, id: string, reason: string): Promise<void> {
    return this.orgTx.run(orgId, async (tx) => {
      const actor = currentContext()?.actor;
      const [letter] = await tx.query<Letter>(
        `UPDATE dead_letter SET state = 'discarded', resolved_at = clock_timestamp(), resolved_by_id = $2,
                resolved_by_name = $3, discard_reason = $4, version = version + 1, next_action_at = NULL
          WHERE id = $1 AND state = ANY($5) RETURNING id, consumer, event_id, type, payload`,
        [id, actor?.userId ?? null, actor?.name ?? null, reason, deadLetterMachine.sources('discard')],
      );
      if (!letter) throw await refusal(tx, id);
      await this.pass(tx, letter);
      await this.audit.record(tx, { ...subjectOf(letter, 'discarded'), after: { reason } });
    });
  }

  private claim(tx: Tx, which: string, values: unknown[]): Promise<Letter[]> {
    return tx.query<Letter>(
      `UPDATE dead_letter SET state = 'replaying', replays = replays + 1, version = version + 1,
              next_action_at = clock_timestamp()
        WHERE ${which} AND state = ANY($1) RETURNING id, consumer, event_id, type, payload`,
      [deadLetterMachine.sources('replay'), ...values],
    );
  }

  private async noteReplay(tx: Tx, letters: Letter[]): Promise<void> {
    for (const letter of letters) {
      await forgetAttempts(tx, letter.consumer, letter.event_id);
      await this.audit.record(tx, subjectOf(letter, 'replayed'));
    }
    tx.hint('sweep');
    fp('dead_letter.before_replay_commit');
  }

  /** Counts the event as consumed, without its effect, in its place. */
  private async pass(tx: Tx, { consumer, payload: event }: Letter): Promise<void> {
    await tx.query('INSERT INTO inbox (consumer, event_id, org_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
      consumer,
      event.id,
      event.orgId,
    ]);
    await forgetAttempts(tx, consumer, event.id);
    if (this.registry.collect().get(event.type)?.order !== 'ordered') return;
    const place = placeOf(await lockLastVersion(tx, consumer, event), event);
    if (place === 'next') await moveOn(tx, consumer, event);
    if (place === 'early') await park(tx, consumer, event);
  }
}

function subjectOf(letter: Letter, what: 'replayed' | 'discarded') {
  return {
    action: `dead_letter.${what}`,
    resourceKind: 'dead_letter',
    resourceId: letter.id,
    resourceName: letter.type,
    before: { eventId: letter.event_id, service: letter.consumer },
  };
}

async function refusal(tx: Tx, id: string): Promise<Error> {
  const found = await tx.query('SELECT 1 FROM dead_letter WHERE id = $1', [id]);
  return refuse(found.length === 0 ? 'dead_letter_not_found' : 'dead_letter_settled');
}
