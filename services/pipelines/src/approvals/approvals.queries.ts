import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import { type ApprovalRule, completeRule } from './approval-rule.rules.js';
import type { ApprovalRow } from './approval-rows.js';
import { OPEN_STATES } from './approval.machine.js';
import { digestOf } from './evidence.js';
import { EvidenceQueries } from './evidence.queries.js';
import { type Ballots, MINE, parametersOf } from './mine.sql.js';

type StoredRow = Omit<ApprovalRow, 'rule' | 'evidenceDigest'> & {
  rule: Partial<ApprovalRule>;
  evidenceDigest: string | null;
};

export interface ApprovalFilter {
  kind?: string | undefined;
  state?: string | undefined;
  /** Whether it can still be decided. */
  open?: boolean | undefined;
  requestedById?: string | undefined;
  /** Only what these ballots can be cast on. */
  mine?: Ballots | undefined;
  before?: string | undefined;
  limit: number;
}

const ENVIRONMENTS = `WITH RECURSIVE after (key, definition) AS (
    SELECT n.key, n.definition FROM node n
     WHERE n.execution_id = a.execution_id AND n.definition->'needs' @> to_jsonb(a.node_key)
    UNION SELECT n.key, n.definition FROM after p JOIN node n ON n.definition->'needs' @> to_jsonb(p.key)
     WHERE n.execution_id = a.execution_id AND p.definition->>'kind' <> 'approval')
  SELECT jsonb_agg(DISTINCT jsonb_build_object('id', v.id, 'name', v.name)) FROM after
    JOIN environment v ON v.slug = coalesce(after.definition->>'environment', after.definition->>'to')`;

const VOTES = `SELECT jsonb_agg(jsonb_build_object('userId', v.user_id, 'userName', v.user_name, 'decision', v.decision,
    'comment', v.comment, 'votedAt', v.voted_at, 'onBehalfOfId', v.on_behalf_of_id,
    'onBehalfOfName', v.on_behalf_of_name, 'evidenceDigest', v.evidence_digest) ORDER BY v.id)
  FROM approval_vote v WHERE v.approval_id = a.id AND v.replaced_at IS NULL`;

const RUN = `CASE WHEN a.execution_id IS NOT NULL THEN jsonb_build_object('executionId', a.execution_id, 'number', e.number,
    'pipelineName', p.name, 'nodeId', a.node_id, 'nodeKey', a.node_key) END`;

// Its clock stands while changes are requested, and for good once it is decided.
const CHANGE = `CASE WHEN c.approval_id IS NOT NULL THEN jsonb_build_object('number', c.number, 'type', c.type,
    'description', c.description, 'priority', c.priority, 'dueAt', c.due_at, 'pausedAt', c.paused_at,
    'isBreached', coalesce(c.paused_at, a.decided_at, clock_timestamp()) > c.due_at, 'assigneeId', c.assignee_id,
    'assigneeName', (SELECT m.full_name FROM member m WHERE m.user_id = c.assignee_id)) END`;

const ANSWER = `CASE WHEN a.answer IS NOT NULL THEN jsonb_build_object('choice', a.answer, 'comment', a.answer_comment,
    'byId', a.answered_by_id, 'byName', a.answered_by_name) END`;

const SUPERSEDER = `SELECT jsonb_build_object('approvalId', s.id, 'executionId', s.execution_id, 'number', x.number)
  FROM approval s JOIN execution x ON x.id = s.execution_id WHERE s.id = a.superseded_by`;

const FROM = `FROM approval a LEFT JOIN execution e ON e.id = a.execution_id LEFT JOIN pipeline p ON p.id = e.pipeline_id
  LEFT JOIN change_request c ON c.approval_id = a.id
  CROSS JOIN LATERAL (SELECT coalesce(a.environments, (${ENVIRONMENTS}), '[]') AS environments) w`;

const APPROVALS = `SELECT a.id, a.kind, a.title, a.effect, a.required_votes AS "requiredVotes", a.rule, ${RUN} AS run,
    ${CHANGE} AS change, a.failure, ${ANSWER} AS answer, a.subject_id AS "subjectId",
    coalesce(a.requested_by_id, e.requested_by_id) AS "requestedById",
    coalesce(a.requested_by_name, e.requested_by_name) AS "requestedByName", a.evidence,
    a.evidence_digest AS "evidenceDigest", w.environments,
    CASE WHEN a.state = ANY('{${OPEN_STATES.join(',')}}') AND a.expires_at <= clock_timestamp() THEN 'expired'
      ELSE a.state END AS state,
    a.requested_at AS "requestedAt", a.decided_at AS "decidedAt", a.expires_at AS "expiresAt",
    coalesce((${VOTES}), '[]') AS votes, (${SUPERSEDER}) AS "supersededBy" ${FROM}`;

const FILTER = `($1::text IS NULL OR a.kind = $1) AND ($2::text IS NULL OR a.state = $2)
  AND ($3::boolean IS NULL OR (a.state = ANY('{${OPEN_STATES.join(',')}}')) = $3)
  AND ($4::uuid IS NULL OR coalesce(a.requested_by_id, e.requested_by_id) = $4)
  AND ($5::uuid IS NULL OR a.id < $5)`;

/** Requests with everything that a screen or a decision needs. */
@Injectable()
export class ApprovalsQueries {
  constructor(private readonly evidence: EvidenceQueries) {}

  async find(tx: Tx, approvalId: string): Promise<ApprovalRow | undefined> {
    const rows = await tx.query<StoredRow>(`${APPROVALS} WHERE a.id = $1`, [approvalId]);
    return (await this.completed(tx, rows))[0];
  }

  /** Those that exist, in the order given. */
  async many(tx: Tx, approvalIds: readonly string[]): Promise<ApprovalRow[]> {
    const rows = await tx.query<StoredRow>(
      `${APPROVALS} WHERE a.id = ANY($1::uuid[]) ORDER BY array_position($1::uuid[], a.id)`,
      [approvalIds],
    );
    return this.completed(tx, rows);
  }

  /** Newest first; `before` is the id that the page begins after. One more than `limit`, if there is. */
  async list(tx: Tx, filter: ApprovalFilter): Promise<ApprovalRow[]> {
    const { where, parameters } = conditionOf(filter);
    const limit = `LIMIT $${parameters.length + 1}`;
    const sql = `${APPROVALS} WHERE ${where} ORDER BY a.id DESC ${limit}`;
    return this.completed(tx, await tx.query<StoredRow>(sql, [...parameters, filter.limit + 1]));
  }

  /** How many there are, counting no further than `limit`. */
  async count(tx: Tx, filter: ApprovalFilter): Promise<number> {
    const { where, parameters } = conditionOf(filter);
    const rows = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM (SELECT 1 ${FROM} WHERE ${where} LIMIT $${parameters.length + 1}) q`,
      [...parameters, filter.limit],
    );
    return rows[0]?.count ?? 0;
  }

  /** What a run rests on may change while it is asked for: an open request shows it as it is. */
  private async completed(tx: Tx, rows: readonly StoredRow[]): Promise<ApprovalRow[]> {
    const open = rows.filter(({ run, state }) => run && OPEN_STATES.includes(state));
    const packs = await this.evidence.packs(
      tx,
      open.flatMap(({ run }) => run ?? []),
    );
    const fresh = new Map(open.map(({ id }, at) => [id, packs[at]]));
    return rows.map((row) => {
      const pack = fresh.get(row.id);
      const evidence = pack ?? row.evidence;
      const evidenceDigest = pack || row.evidenceDigest === null ? digestOf(evidence) : row.evidenceDigest;
      return { ...row, rule: completeRule(row.rule), evidence, evidenceDigest };
    });
  }
}

function conditionOf({ kind, state, open, requestedById, mine, before }: ApprovalFilter) {
  const own = [kind ?? null, state ?? null, open ?? null, requestedById ?? null, before ?? null];
  if (!mine) return { where: FILTER, parameters: own };
  return { where: `${FILTER} AND ${MINE}`, parameters: [...own, ...parametersOf(mine)] };
}
