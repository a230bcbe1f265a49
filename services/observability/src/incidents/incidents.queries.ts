import { Injectable } from '@nestjs/common';
import type { Commit } from '@throughline/contracts';
import type { Tx } from '@throughline/platform';
import { microsecondsSql } from '../paging/time-cursor.js';
import type { TimelineKind } from './incident-timeline.js';
import type { IncidentState } from './incident.machine.js';
import type { IncidentRow } from './incidents.repository.js';

export interface SuspectRow {
  rank: number;
  change_id: string;
  kind: string;
  title: string;
  score: number;
  reasons: string[];
  deployment_id: string | null;
  execution_id: string | null;
  commit: Commit | null;
  at: Date;
}

export interface TimelineRow {
  id: string;
  kind: TimelineKind;
  automatic: boolean;
  text: string;
  actor_name: string | null;
  deployment_id: string | null;
  at: Date;
}

export interface IncidentFilter {
  state: IncidentState | undefined;
  unresolved: boolean | undefined;
}

const NAMED = `SELECT i.*, ${microsecondsSql('i.opened_at')} AS key, s.name AS service_name, e.name AS environment_name
  FROM incident i LEFT JOIN service s ON s.org_id = i.org_id AND s.id = i.service_id
  LEFT JOIN environment e ON e.org_id = i.org_id AND e.id = i.environment_id`;

/** Reads of incidents. */
@Injectable()
export class IncidentsQueries {
  async find(tx: Tx, id: string): Promise<IncidentRow | undefined> {
    return (await tx.query<IncidentRow>(`${NAMED} WHERE i.id = $1`, [id]))[0];
  }

  /** `limit + 1` incidents, newest first. */
  list(
    tx: Tx,
    filter: IncidentFilter,
    limit: number,
    after: readonly [string, string] | undefined,
  ): Promise<IncidentRow[]> {
    return tx.query<IncidentRow>(
      `${NAMED} WHERE ($1::text IS NULL OR i.state = $1) AND ($2::boolean IS NULL OR (i.state <> 'resolved') = $2)
         AND ($3::timestamptz IS NULL OR (i.opened_at, i.id) < ($3::timestamptz, $4::uuid))
       ORDER BY i.opened_at DESC, i.id DESC LIMIT $5`,
      [filter.state ?? null, filter.unresolved ?? null, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    );
  }

  suspects(tx: Tx, incidentId: string): Promise<SuspectRow[]> {
    return tx.query<SuspectRow>('SELECT * FROM incident_suspect WHERE incident_id = $1 ORDER BY rank', [incidentId]);
  }

  timeline(tx: Tx, incidentId: string): Promise<TimelineRow[]> {
    return tx.query<TimelineRow>('SELECT * FROM incident_timeline WHERE incident_id = $1 ORDER BY at, id', [
      incidentId,
    ]);
  }
}
