import type { Tx } from '@throughline/platform';
import type { Slot } from '../config/config.repository.js';

export interface HoldRow {
  incident_id: string;
  service_id: string;
  environment_id: string;
  reason: string;
}

interface NewHold extends Slot {
  incidentId: string;
  reason: string;
}

/** Stops the line of a slot. False when the incident is known already: held before, or over before we heard of it. */
export async function hold(tx: Tx, one: NewHold): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO line_hold (org_id, incident_id, service_id, environment_id, reason) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (org_id, incident_id) DO NOTHING RETURNING incident_id`,
    [tx.orgId, one.incidentId, one.serviceId, one.environmentId, one.reason],
  );
  return rows.length === 1;
}

/** Lets the line run again. An incident that we have not heard of yet is noted as over: its opening then holds nothing. */
export async function releaseHold(tx: Tx, one: NewHold): Promise<void> {
  await tx.query(
    `INSERT INTO line_hold (org_id, incident_id, service_id, environment_id, reason, released_at)
     VALUES ($1, $2, $3, $4, $5, clock_timestamp())
     ON CONFLICT (org_id, incident_id) DO UPDATE SET released_at = coalesce(line_hold.released_at, excluded.released_at)`,
    [tx.orgId, one.incidentId, one.serviceId, one.environmentId, one.reason],
  );
}

/** Every hold that stands, or those of one service. */
export function openHolds(tx: Tx, serviceId?: string): Promise<HoldRow[]> {
  return tx.query<HoldRow>(
    `SELECT incident_id, service_id, environment_id, reason FROM line_hold
      WHERE released_at IS NULL AND ($1::uuid IS NULL OR service_id = $1) ORDER BY held_at`,
    [serviceId ?? null],
  );
}
