import { Injectable } from '@nestjs/common';
import type { Commit } from '@throughline/contracts';
import type { Tx } from '@throughline/platform';
import { microsecondsSql } from '../paging/time-cursor.js';
import type { ChangeDetails, ChangeKind, LineState, RecordedFact } from './change-fact.rules.js';
import type { ChangeResponse } from './changes.dto.js';

export interface ChangeRow {
  id: string;
  kind: ChangeKind;
  subject_id: string;
  title: string;
  state: LineState;
  service_id: string | null;
  environment_id: string | null;
  execution_id: string | null;
  deployment_id: string | null;
  release_id: string | null;
  commit: Commit | null;
  actor_id: string | null;
  actor_name: string | null;
  details: ChangeDetails;
  at: Date;
  /** `at` with microseconds, for the cursor. */
  key: string;
}

export interface ChangeFilter {
  serviceId?: string | undefined;
  environmentId?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
}

/** The live marks of one day on a busy installation; a chart shows no more. */
const MAX_MARKS = 500;
export const CHANGE_COLUMNS = `c.*, ${microsecondsSql('c.at')} AS key`;

const FILTER = `($1::uuid IS NULL OR c.service_id = $1) AND ($2::uuid IS NULL OR c.environment_id = $2)
  AND ($3::timestamptz IS NULL OR c.at >= $3) AND ($4::timestamptz IS NULL OR c.at <= $4)`;

const filterValues = ({ serviceId, environmentId, from, to }: ChangeFilter): unknown[] => [
  serviceId ?? null,
  environmentId ?? null,
  from ?? null,
  to ?? null,
];

/** Reads of the change ledger. */
@Injectable()
export class ChangesQueries {
  /** `limit + 1` facts, newest first. */
  list(
    tx: Tx,
    filter: ChangeFilter,
    limit: number,
    after: readonly [string, string] | undefined,
  ): Promise<ChangeRow[]> {
    return tx.query<ChangeRow>(
      `SELECT ${CHANGE_COLUMNS} FROM change c WHERE ${FILTER}
         AND ($5::timestamptz IS NULL OR (c.at, c.id) < ($5::timestamptz, $6::uuid)) ORDER BY c.at DESC, c.id DESC LIMIT $7`,
      [...filterValues(filter), after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    );
  }

  /** The deployments that went live, oldest first: the marks on a chart. */
  wentLive(tx: Tx, filter: ChangeFilter): Promise<ChangeRow[]> {
    return tx.query<ChangeRow>(
      `SELECT * FROM (SELECT ${CHANGE_COLUMNS} FROM change c WHERE ${FILTER} AND c.kind = 'deployment_finished'
         AND c.state = 'succeeded' ORDER BY c.at DESC LIMIT ${MAX_MARKS}) newest ORDER BY at, id`,
      filterValues(filter),
    );
  }
}

export function changeResponse(row: ChangeRow): ChangeResponse {
  return {
    id: row.id,
    kind: row.kind,
    subjectId: row.subject_id,
    title: row.title,
    state: row.state,
    serviceId: row.service_id,
    environmentId: row.environment_id,
    executionId: row.execution_id,
    deploymentId: row.deployment_id,
    actorName: row.actor_name,
    at: row.at.toISOString(),
  };
}

export function recordedFact(row: ChangeRow): RecordedFact {
  return {
    id: row.id,
    kind: row.kind,
    subjectId: row.subject_id,
    title: row.title,
    state: row.state,
    serviceId: row.service_id,
    environmentId: row.environment_id,
    executionId: row.execution_id,
    deploymentId: row.deployment_id,
    releaseId: row.release_id,
    commit: row.commit,
    actor: row.actor_name === null ? null : { userId: row.actor_id, name: row.actor_name },
    details: row.details,
    at: row.at,
  };
}
