import type { Envelope } from '@throughline/contracts';

/** A row of the outbox, as relay and sweeper read it. */
export interface OutboxRow {
  id: string;
  org_id: string;
  aggregate: string;
  aggregate_id: string;
  version: number;
  follows: Record<string, number>;
  type: string;
  type_version: number;
  payload: unknown;
  traceparent: string | null;
  created_at: Date;
  redrive: number;
}

/** The event as one consumer gets it: what it follows differs from consumer to consumer. */
export function envelopeOf(row: OutboxRow, source: string, consumer: string): Envelope {
  const follows = row.follows[consumer];
  return {
    id: row.id,
    type: row.type,
    version: row.type_version,
    occurredAt: row.created_at.toISOString(),
    orgId: row.org_id,
    source,
    aggregate: row.aggregate,
    aggregateId: row.aggregate_id,
    aggregateVersion: row.version,
    ...(follows !== undefined && { follows }),
    traceparent: row.traceparent,
    data: row.payload,
  };
}
