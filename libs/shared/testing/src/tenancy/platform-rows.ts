import type { TestDatabase } from '../test-database.js';

/** A row of the organization ($1) in each table that the platform gives every service; what is there already stays. */
const ROWS: Record<string, string> = {
  outbox_delivery: `(event_id, consumer, org_id, next_action_at)
    VALUES (gen_random_uuid(), 'billing', $1, 'infinity')`,
  inbox_order: `(consumer, org_id, source, aggregate, aggregate_id, type, last_version)
    VALUES ('x', $1, 'x', 'x', 'x', 'x', 1)`,
  inbox_parked: `(consumer, event_id, org_id, source, aggregate, aggregate_id, version, follows, type, envelope, next_action_at)
    VALUES ('x', gen_random_uuid(), $1, 'x', 'x', 'x', 2, 1, 'x', '{}', 'infinity')`,
  inbox_acknowledgement: `(consumer, event_id, org_id, source) VALUES ('x', gen_random_uuid(), $1, 'x')`,
  delivery_attempt: `(id, org_id, consumer, event_id) VALUES (gen_random_uuid(), $1, 'x', gen_random_uuid())`,
  dead_letter: `(id, org_id, consumer, event_id, type, payload, error)
    VALUES (gen_random_uuid(), $1, 'x', gen_random_uuid(), 'x', '{}', 'x')`,
  idempotency_key: `(id, org_id, scope, route, key, request, lease_id, lease_until)
    VALUES (gen_random_uuid(), $1, $1::uuid::text, 'x', gen_random_uuid()::text, 'x', gen_random_uuid(), now())`,
  idempotency_step: `(key_id, step, org_id, result)
    SELECT id, '1', org_id, 'x' FROM SCHEMA.idempotency_key WHERE org_id = $1 LIMIT 1`,
  data_key: `(id, org_id, wrapped, kek_id) VALUES (gen_random_uuid(), $1, 'x', 'x')`,
};

/** Gives the organization a row in every table of the platform's, so that a test over all tables has something to see. */
export async function furnishPlatformRows(db: TestDatabase, schema: string, orgId: string): Promise<void> {
  for (const [table, row] of Object.entries(ROWS)) {
    await db.query(`INSERT INTO ${schema}.${table} ${row.replace('SCHEMA', schema)} ON CONFLICT DO NOTHING`, [orgId]);
  }
}
