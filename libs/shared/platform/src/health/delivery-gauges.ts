import { Injectable } from '@nestjs/common';
import { SystemTx } from '../database/system-tx.js';
import { Relay } from '../messaging/relay.js';
import { deadLettersOpen, deliveriesOpen, eventsParked, parkedOldestSeconds } from './delivery-metrics.js';
import { outboxOldestSeconds, outboxWaiting } from './metrics.js';

interface Counts {
  letters: number;
  parked: number;
  parked_seconds: number;
  deliveries: number;
}

/** Reads from the database what the delivery metrics show; asked when they are scraped. */
@Injectable()
export class DeliveryGauges {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly relay: Relay,
  ) {}

  async collect(): Promise<void> {
    const lag = await this.relay.lag();
    outboxWaiting.set(lag.waiting);
    outboxOldestSeconds.set(lag.oldestMs / 1_000);
    const [counts] = await this.systemTx.run((tx) =>
      tx.query<Counts>(
        `SELECT (SELECT count(*)::int FROM dead_letter WHERE state IN ('open', 'replaying')) AS letters,
                (SELECT count(*)::int FROM outbox_delivery) AS deliveries, count(*)::int AS parked,
                coalesce(extract(epoch FROM clock_timestamp() - min(parked_at)), 0)::float8 AS parked_seconds
           FROM inbox_parked`,
      ),
    );
    if (!counts) return;
    deadLettersOpen.set(counts.letters);
    eventsParked.set(counts.parked);
    parkedOldestSeconds.set(counts.parked_seconds);
    deliveriesOpen.set(counts.deliveries);
  }
}
