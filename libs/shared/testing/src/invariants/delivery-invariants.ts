import { countOf, type Query } from './schema-invariants.js';

export interface Readers {
  /** Schemas in this database: of a consumer elsewhere nothing can be said. */
  schemas: readonly string[];
  consumers: readonly { type: string; consumers: readonly string[] }[];
}

/** What must be true of a service's events: none missing, none lost on the way, none stuck. */
export async function deliveryInvariants(query: Query, schema: string, readers: Readers): Promise<string[]> {
  const checks = [gaps(query, schema), ...stuck(query, schema)];
  for (const consumer of readers.schemas) {
    const types = readers.consumers.filter((entry) => entry.consumers.includes(consumer)).map((entry) => entry.type);
    checks.push(lost(query, schema, { consumer, types }));
  }
  return (await Promise.all(checks)).filter((result) => result !== undefined);
}

/** Every version that was given out has its event: a command that was accepted has left what it says it left. */
async function gaps(query: Query, schema: string): Promise<string | undefined> {
  const count = await countOf(
    query,
    `SELECT count(*)::int AS count FROM ${schema}.aggregate_version a
      WHERE a.version <> (SELECT count(*) FROM ${schema}.outbox o WHERE o.org_id = a.org_id
                           AND o.aggregate = a.aggregate AND o.aggregate_id = a.aggregate_id)
        AND NOT EXISTS (SELECT FROM ${schema}.outbox o WHERE o.created_at < clock_timestamp() - interval '72 hours')`,
  );
  return count ? `${schema}: ${count} aggregates have a version without an event` : undefined;
}

/** Every published event is consumed, parked, a dead letter, or still watched by its producer's sweeper. */
async function lost(
  query: Query,
  schema: string,
  { consumer, types }: { consumer: string; types: string[] },
): Promise<string | undefined> {
  const held = ['inbox', 'inbox_parked', 'dead_letter'].map(
    (table) => `NOT EXISTS (SELECT FROM ${consumer}.${table} h WHERE h.consumer = $2 AND h.event_id = o.id)`,
  );
  // An ordered event that was overtaken by a redelivery of a later state is past, not lost.
  const past = `NOT EXISTS (SELECT FROM ${consumer}.inbox_order i WHERE i.org_id = o.org_id AND i.consumer = $2
    AND i.aggregate = o.aggregate AND i.aggregate_id = o.aggregate_id AND i.last_version >= o.version)`;
  const count = await countOf(
    query,
    `SELECT count(*)::int AS count FROM ${schema}.outbox o
      WHERE o.published_at IS NOT NULL AND o.type = ANY($1) AND ${held.join(' AND ')} AND ${past}
        AND NOT EXISTS (SELECT FROM ${schema}.outbox_delivery d WHERE d.event_id = o.id AND d.consumer = $2)`,
    [types, consumer],
  );
  return count ? `${schema}: ${count} events were lost on their way to ${consumer}` : undefined;
}

const STUCK = [
  [
    'an event is parked though its predecessor was applied',
    `inbox_parked p JOIN %s.inbox_order o
      ON o.org_id = p.org_id AND o.consumer = p.consumer AND o.source = p.source AND o.aggregate = p.aggregate
     AND o.aggregate_id = p.aggregate_id AND o.type = '' WHERE p.follows <= o.last_version
     AND p.parked_at < clock_timestamp() - interval '60 seconds'`,
  ],
  [
    'a dead letter is replaying and nobody is going to',
    `dead_letter WHERE state = 'replaying' AND next_action_at IS NULL`,
  ],
  [
    'an event waits in the outbox for more than a minute',
    `outbox
     WHERE published_at IS NULL AND created_at < clock_timestamp() - interval '60 seconds'`,
  ],
  [
    'an event was applied and is a dead letter',
    `dead_letter d JOIN %s.inbox i
     ON i.consumer = d.consumer AND i.event_id = d.event_id WHERE d.state = 'open'`,
  ],
] as const;

function stuck(query: Query, schema: string): Promise<string | undefined>[] {
  return STUCK.map(async ([what, from]) => {
    const count = await countOf(query, `SELECT count(*)::int AS count FROM ${schema}.${from.replaceAll('%s', schema)}`);
    return count ? `${schema}: ${what} (${count})` : undefined;
  });
}
