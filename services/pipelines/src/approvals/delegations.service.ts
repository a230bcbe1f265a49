import { Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import {
  actorOf,
  Audit,
  cursorKey,
  databaseNow,
  OrgTx,
  type Page,
  type PageQuery,
  type Principal,
  toPage,
  type Tx,
} from '@throughline/platform';
import { refuse } from './approvals.errors.js';
import { isDelegable, mayStandIn } from './delegation.rules.js';
import type { CreateDelegationRequest, DelegationResponse } from './delegations.dto.js';
import { noteActivity } from './note-activity.js';
import { VotersQueries } from './voters.queries.js';

type DelegationRow = Omit<DelegationResponse, 'until' | 'createdAt'> & { until: Date; createdAt: Date };

const DELEGATIONS = `SELECT d.id, d.from_user_id AS "fromUserId", f.full_name AS "fromName", d.to_user_id AS "toUserId",
    t.full_name AS "toName", d.approval_id AS "approvalId", d.reason, d.until, d.created_at AS "createdAt"
  FROM approval_delegation d JOIN member f ON f.user_id = d.from_user_id JOIN member t ON t.user_id = d.to_user_id`;

const IN_FORCE = 'd.ended_at IS NULL AND d.until > clock_timestamp()';

/** Who votes in whose place, and until when. A place that was delegated is not handed on: the rules of votes see to it. */
@Injectable()
export class DelegationsService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly voters: VotersQueries,
    private readonly audit: Audit,
  ) {}

  /** Those in force that the caller gave or was given, the newest first. */
  async list(orgId: string, principal: Principal, query: PageQuery): Promise<Page<DelegationResponse>> {
    const before = cursorKey(query.cursor, 1)?.[0]?.toString();
    const rows = await this.orgTx.run(orgId, (tx) =>
      tx.query<DelegationRow>(
        `${DELEGATIONS} WHERE ${IN_FORCE} AND $1 IN (d.from_user_id, d.to_user_id) AND ($2::uuid IS NULL OR d.id < $2)
         ORDER BY d.id DESC LIMIT $3`,
        [principal.id, before ?? null, query.limit + 1],
      ),
    );
    return toPage(rows, query.limit, ({ id }) => [id], viewOf);
  }

  /** In force at once; the caller's one before for the same requests ends. */
  create(orgId: string, principal: Principal, request: CreateDelegationRequest): Promise<DelegationResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      const { approvalId = null, toUserId, reason } = request;
      const until = new Date(request.until);
      // Of two at once the second ends the first.
      await tx.query('SELECT 1 FROM member WHERE user_id = $1 FOR UPDATE', [principal.id]);
      const title = await this.check(tx, principal, { toUserId, approvalId, until });
      await tx.query(
        `UPDATE approval_delegation SET ended_at = clock_timestamp() WHERE from_user_id = $1 AND ended_at IS NULL
           AND approval_id IS NOT DISTINCT FROM $2`,
        [principal.id, approvalId],
      );
      const id = newId();
      await tx.query(
        `INSERT INTO approval_delegation (id, org_id, from_user_id, to_user_id, approval_id, reason, until)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [id, orgId, principal.id, toUserId, approvalId, reason ?? null, until],
      );
      const row = await this.find(tx, id);
      if (approvalId) await this.tell(tx, approvalId, principal, row.toName);
      await this.record(tx, row, 'created', title);
      return viewOf(row);
    });
  }

  /** Takes the place back. Votes that were cast in it stay. */
  async end(orgId: string, principal: Principal, delegationId: string): Promise<void> {
    await this.orgTx.run(orgId, async (tx) => {
      const ended = await tx.query(
        `UPDATE approval_delegation SET ended_at = clock_timestamp() WHERE id = $1 AND from_user_id = $2
           AND ended_at IS NULL RETURNING id`,
        [delegationId, principal.id],
      );
      if (ended.length === 0) throw refuse('not_found');
      await this.record(tx, await this.find(tx, delegationId), 'ended', null);
    });
  }

  /** The title of the request that it is for; null where it is for all. */
  private async check(
    tx: Tx,
    principal: Principal,
    { toUserId, approvalId, until }: { toUserId: string; approvalId: string | null; until: Date },
  ): Promise<string | null> {
    if (toUserId === principal.id) throw refuse('delegation_to_self');
    if (!isDelegable(until, await databaseNow(tx))) throw refuse('delegation_time');
    if (!(await this.voters.voter(tx, principal.id))) throw refuse('approval_voter_unknown');
    const delegate = await this.voters.voter(tx, toUserId);
    if (!delegate || !mayStandIn(delegate.role)) throw refuse('delegate_unknown');
    if (approvalId === null) return null;
    const rows = await tx.query<{ title: string }>('SELECT title FROM approval WHERE id = $1', [approvalId]);
    if (!rows[0]) throw refuse('not_found');
    return rows[0].title;
  }

  private async find(tx: Tx, id: string): Promise<DelegationRow> {
    const [row] = await tx.query<DelegationRow>(`${DELEGATIONS} WHERE d.id = $1`, [id]);
    if (!row) throw refuse('not_found');
    return row;
  }

  private tell(tx: Tx, approvalId: string, principal: Principal, toName: string): Promise<void> {
    return noteActivity(tx, { approvalId, kind: 'delegated', actor: actorOf(principal), text: `to ${toName}` });
  }

  private async record(tx: Tx, row: DelegationRow, what: 'created' | 'ended', title: string | null): Promise<void> {
    const subject = { action: `approval_delegation.${what}`, resourceKind: 'approval_delegation', resourceId: row.id };
    const { toUserId, toName, approvalId, until } = row;
    const after = { toUserId, toName, approvalId, title, until: until.toISOString() };
    await this.audit.record(tx, { ...subject, resourceName: `${row.fromName} → ${toName}`, after });
  }
}

function viewOf(row: DelegationRow): DelegationResponse {
  return { ...row, until: row.until.toISOString(), createdAt: row.createdAt.toISOString() };
}
