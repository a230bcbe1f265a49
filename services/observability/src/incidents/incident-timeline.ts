import { Injectable } from '@nestjs/common';
import type { Actor } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { LiveHub, type Tx } from '@throughline/platform';

export const TIMELINE_KINDS = [
  'opened',
  'firing',
  'suspect',
  'rollback_requested',
  'rolled_back',
  'mitigated',
  'acknowledged',
  'resolved',
  'note',
  'deployment',
] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

export interface TimelineEntry {
  kind: TimelineKind;
  text: string;
  at: Date;
  /** Who did it; without one the entry is automatic. */
  actor?: Actor;
  deploymentId?: string | null;
}

/** The story of an incident, written down as it happens. */
@Injectable()
export class IncidentTimeline {
  constructor(private readonly live: LiveHub) {}

  /** Resolves to the entry's id, and the deployment that the incident suspects. */
  async add(tx: Tx, incidentId: string, entry: TimelineEntry): Promise<{ id: string; deploymentId: string | null }> {
    const id = newId();
    const rows = await tx.query<{ deployment_id: string | null }>(
      `WITH added AS (
         INSERT INTO incident_timeline (id, org_id, incident_id, kind, automatic, text, actor_id, actor_name, deployment_id, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10))
       SELECT deployment_id FROM incident WHERE id = $3`,
      [
        id,
        tx.orgId,
        incidentId,
        entry.kind,
        entry.actor === undefined,
        entry.text,
        entry.actor?.userId ?? null,
        entry.actor?.name ?? null,
        entry.deploymentId ?? null,
        entry.at,
      ],
    );
    this.live.changed(tx, 'incident', incidentId);
    return { id, deploymentId: rows[0]?.deployment_id ?? null };
  }
}
