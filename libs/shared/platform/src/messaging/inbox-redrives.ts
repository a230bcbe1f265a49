import { Inject, Injectable } from '@nestjs/common';
import { type Envelope, envelopeSchema } from '@throughline/contracts';
import { LOGGER, type Logger } from '../context/root-logger.js';
import { SystemTx } from '../database/system-tx.js';
import type { Tx } from '../database/tx.js';
import { fp } from '../faults/fault-point.js';
import { eventsRedriven } from '../health/delivery-metrics.js';
import type { ServiceManifest } from '../service-manifest.js';
import { EventQueues } from './event-queues.js';
import { MANIFEST } from './manifest-token.js';
import { eventJob } from './queue-names.js';

const BATCH = 200;
const LOOK_AGAIN = `clock_timestamp() + interval '60 seconds'`;
const ALARM = `clock_timestamp() - interval '60 seconds'`;

interface ParkedRow {
  event_id: string;
  type: string;
  aggregate: string;
  aggregate_id: string;
}

/** What this consumer holds itself and has to give to its own queue: parked events whose turn has come, and replays. */
@Injectable()
export class InboxRedrives {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly queues: EventQueues,
    @Inject(MANIFEST) private readonly manifest: ServiceManifest,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Parked events behind an applied one: a drain left them (it failed, was cut short, or the process died). */
  followers(): Promise<number> {
    return this.inBatches('parked', 'f', (tx) =>
      tx.query(
        `UPDATE inbox_parked p SET redrive = p.redrive + 1, next_action_at = ${LOOK_AGAIN}
           FROM (SELECT p.consumer, p.event_id FROM inbox_parked p JOIN inbox_order o
                   ON o.org_id = p.org_id AND o.consumer = p.consumer AND o.source = p.source
                  AND o.aggregate = p.aggregate AND o.aggregate_id = p.aggregate_id AND o.type = ''
                WHERE p.follows <= o.last_version AND p.next_action_at <= clock_timestamp()
                ORDER BY p.next_action_at LIMIT ${BATCH} FOR UPDATE OF p SKIP LOCKED) AS due
          WHERE p.consumer = due.consumer AND p.event_id = due.event_id
          RETURNING p.envelope, p.redrive AS nth`,
      ),
    );
  }

  /** Dead letters that a person wants to see applied. */
  replays(): Promise<number> {
    return this.inBatches('replay', 'r', (tx) =>
      tx.query(
        `UPDATE dead_letter d SET next_action_at = ${LOOK_AGAIN}, redrive = d.redrive + 1
           FROM (SELECT id FROM dead_letter WHERE state = 'replaying' AND next_action_at <= clock_timestamp()
                  ORDER BY next_action_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED) AS due
          WHERE d.id = due.id RETURNING d.payload AS envelope, d.redrive AS nth`,
      ),
    );
  }

  /** Says once of each event that has waited for its predecessor for a minute that it does. */
  async alarm(): Promise<void> {
    const late = await this.systemTx.run((tx) =>
      tx.query<ParkedRow>(
        `UPDATE inbox_parked SET alarmed_at = clock_timestamp() WHERE alarmed_at IS NULL AND parked_at < ${ALARM}
         RETURNING event_id, type, aggregate, aggregate_id`,
      ),
    );
    for (const event of late) this.logger.error({ parked: event }, 'an event has waited for its predecessor for 60 s');
  }

  private async inBatches(
    cause: 'parked' | 'replay',
    mark: 'f' | 'r',
    claim: (tx: Tx) => Promise<{ envelope: unknown; nth: number }[]>,
  ): Promise<number> {
    for (let all = 0; ;) {
      const batch = await this.systemTx.run(async (tx) => {
        const rows = await claim(tx);
        const jobs = rows.flatMap(({ envelope, nth }) => {
          const event = envelopeSchema.safeParse(envelope).data as Envelope | undefined;
          return event ? [{ to: this.manifest.name, job: eventJob(event, `${mark}${nth}`) }] : [];
        });
        if (jobs.length > 0) await this.queues.add(jobs);
        fp('redrive.before_commit');
        return rows.length;
      });
      all += batch;
      eventsRedriven.inc({ cause }, batch);
      if (batch < BATCH) return all;
    }
  }
}
