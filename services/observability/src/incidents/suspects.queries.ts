import { Injectable } from '@nestjs/common';
import type { Commit } from '@throughline/contracts';
import type { Tx } from '@throughline/platform';
import type { Place } from '../alerts/alert-rules.repository.js';
import { ERROR_LEVEL } from '../logs/log-level.rules.js';
import type { Candidate } from './suspect.rules.js';

interface CandidateRow {
  id: string;
  kind: 'deployment_finished' | 'config_changed';
  title: string;
  at: Date;
  deployment_id: string | null;
  execution_id: string | null;
  commit: Commit | null;
  commit_sha: string | null;
  is_rollback: boolean;
  previous_sha: string | null;
  errors_before: number;
  errors_after: number;
}

const errorsIn = (range: string): string => `(SELECT count(*)::int FROM log_entry l WHERE l.org_id = c.org_id
  AND l.service_id = c.service_id AND l.environment_id = c.environment_id AND l.level >= ${ERROR_LEVEL} AND ${range})`;

const CANDIDATES = `SELECT c.id, c.kind, c.title, c.at, c.deployment_id, c.execution_id, c.commit, c.commit_sha,
    c.details->>'deploymentKind' IS NOT DISTINCT FROM 'rollback' AS is_rollback,
    (SELECT p.commit_sha FROM change p WHERE p.org_id = c.org_id AND p.kind = 'deployment_finished'
       AND p.deployment_id = (c.details->>'previousDeploymentId')::uuid LIMIT 1) AS previous_sha,
    ${errorsIn(`l.at >= c.at - interval '15 minutes' AND l.at < c.at`)} AS errors_before,
    ${errorsIn(`l.at >= c.at AND l.at < c.at + interval '15 minutes'`)} AS errors_after
  FROM (SELECT * FROM change WHERE org_id = $1 AND service_id = $2 AND environment_id = $3 AND at <= $4
      AND at > $4 - interval '7 days'
      AND (kind = 'config_changed' OR (kind = 'deployment_finished' AND state = 'succeeded'))
    ORDER BY at DESC LIMIT 20) c`;

/** What changed in a service and environment before its errors. */
@Injectable()
export class SuspectsQueries {
  async candidates(tx: Tx, place: Place, until: Date): Promise<Candidate[]> {
    const rows = await tx.query<CandidateRow>(CANDIDATES, [tx.orgId, place.serviceId, place.environmentId, until]);
    return rows.map((row) => ({
      changeId: row.id,
      kind: row.kind === 'config_changed' ? 'config' : 'deployment',
      title: row.title,
      at: row.at,
      deploymentId: row.deployment_id,
      executionId: row.execution_id,
      commit: row.commit,
      isRollback: row.is_rollback,
      isNewCode: isNewCode(row),
      errorsBefore: row.errors_before,
      errorsAfter: row.errors_after,
    }));
  }

  /** The deployment that is live at this moment. */
  async liveNow(tx: Tx, place: Place): Promise<string | null> {
    const rows = await tx.query<{ id: string }>(
      `SELECT id FROM live_deployment WHERE org_id = $1 AND service_id = $2 AND environment_id = $3 AND until IS NULL`,
      [tx.orgId, place.serviceId, place.environmentId],
    );
    return rows[0]?.id ?? null;
  }
}

/** The first deployment of all brings new code too; config brings none. */
function isNewCode({ kind, commit_sha, previous_sha }: CandidateRow): boolean | null {
  if (kind === 'config_changed' || commit_sha === null) return null;
  return commit_sha !== previous_sha;
}
