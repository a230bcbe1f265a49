import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import type { RecordedFact } from '../ledger/change-fact.rules.js';
import { CHANGE_COLUMNS, type ChangeRow, recordedFact } from '../ledger/changes.queries.js';
import type { LineSubject, SubjectKind } from './line.rules.js';

/** Which facts know a subject. A rollback is found by its own id and leads to the deployment that it undid. */
const KNOWS: Record<SubjectKind, string> = {
  commit: 'commit_sha = $1 AND execution_id IS NOT NULL',
  execution: 'execution_id = $1::uuid',
  approval: `subject_id = $1 AND kind IN ('approval_requested', 'approval_decided')`,
  artifact: `subject_id = $1 AND kind = 'artifact_published'`,
  release: `release_id = $1::uuid AND details->>'deploymentKind' <> 'rollback'`,
  deployment: `subject_id = $1 AND kind IN ('deployment_started', 'deployment_finished', 'deployment_rolled_back')`,
  firing: `subject_id = $1 AND kind IN ('firing_started', 'firing_resolved')`,
  incident: `subject_id = $1 AND kind IN ('incident_opened', 'incident_mitigated', 'incident_resolved')`,
};

const MAX_FACTS = 500;

// seed → the deployment it is about → that deployment's execution → everything of the execution and of its deployments.
const chainSql = (knows: string): string => `
  WITH known AS (SELECT * FROM change WHERE ${knows} ORDER BY (kind = 'deployment_rolled_back') DESC, at DESC LIMIT 20),
  seed AS (SELECT * FROM known LIMIT 1),
  origin AS (
    SELECT coalesce(
      (SELECT c.execution_id FROM change c JOIN seed ON c.deployment_id = seed.deployment_id
        WHERE c.execution_id IS NOT NULL AND c.kind IN ('deployment_started', 'deployment_finished') LIMIT 1),
      (SELECT execution_id FROM seed)) AS execution_id),
  deployment AS (
    SELECT deployment_id FROM seed WHERE deployment_id IS NOT NULL
    UNION SELECT c.deployment_id FROM change c JOIN origin USING (execution_id)
      WHERE c.deployment_id IS NOT NULL AND c.details->>'deploymentKind' IS DISTINCT FROM 'rollback')
  SELECT ${CHANGE_COLUMNS} FROM change c
   WHERE c.id IN (SELECT id FROM known) OR c.execution_id = (SELECT execution_id FROM origin)
      OR c.deployment_id IN (SELECT deployment_id FROM deployment)
   ORDER BY c.at, c.id LIMIT ${MAX_FACTS}`;

/** Finds the facts of the chain that a subject is on. */
@Injectable()
export class LineQueries {
  /** Oldest first; none when the ledger does not know the subject. */
  async facts(tx: Tx, subject: LineSubject): Promise<RecordedFact[]> {
    const rows = await tx.query<ChangeRow>(chainSql(KNOWS[subject.kind]), [subject.id]);
    return rows.map(recordedFact);
  }
}
