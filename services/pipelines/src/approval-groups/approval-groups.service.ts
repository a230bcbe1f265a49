import { Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import { Audit, cursorKey, OrgTx, type Page, type PageQuery, toPage, type Tx } from '@throughline/platform';
import type {
  ApprovalGroupResponse,
  ChangeApprovalGroupRequest,
  CreateApprovalGroupRequest,
} from './approval-groups.dto.js';
import { refuse } from './approval-groups.errors.js';

type GroupRow = Omit<ApprovalGroupResponse, 'createdAt'> & { createdAt: Date };

const GROUPS = `SELECT g.id, g.slug, g.name, g.created_at AS "createdAt",
    coalesce((SELECT jsonb_agg(jsonb_build_object('userId', m.user_id, 'name', m.full_name) ORDER BY m.full_name, m.user_id)
      FROM approval_group_member x JOIN member m ON m.user_id = x.user_id
      WHERE x.group_id = g.id AND m.role IS NOT NULL), '[]') AS members
  FROM approval_group g`;

/** Named groups of members whose votes a pipeline file or a request may ask for. */
@Injectable()
export class ApprovalGroupsService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly audit: Audit,
  ) {}

  /** By their slugs. */
  async list(orgId: string, query: PageQuery): Promise<Page<ApprovalGroupResponse>> {
    const after = cursorKey(query.cursor, 1)?.[0]?.toString();
    const rows = await this.orgTx.run(orgId, (tx) =>
      tx.query<GroupRow>(`${GROUPS} WHERE ($1::text IS NULL OR g.slug > $1) ORDER BY g.slug LIMIT $2`, [
        after ?? null,
        query.limit + 1,
      ]),
    );
    return toPage(rows, query.limit, ({ slug }) => [slug], viewOf);
  }

  create(orgId: string, { slug, name, memberIds }: CreateApprovalGroupRequest): Promise<ApprovalGroupResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      const id = newId();
      const made = await tx.query(
        `INSERT INTO approval_group (id, org_id, slug, name) VALUES ($1, $2, $3, $4)
         ON CONFLICT (org_id, slug) DO NOTHING RETURNING id`,
        [id, orgId, slug, name],
      );
      if (made.length === 0) throw refuse('approval_group_taken');
      await this.setMembers(tx, id, memberIds);
      await this.record(tx, 'created', { id, name }, { after: { slug, name, memberIds } });
      return viewOf(await this.find(tx, id));
    });
  }

  /** Replaces its name and its members. Requests that wait go by it at once. */
  change(orgId: string, id: string, request: ChangeApprovalGroupRequest): Promise<ApprovalGroupResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      const { name, memberIds } = request;
      await tx.query('SELECT 1 FROM approval_group WHERE id = $1 FOR UPDATE', [id]);
      const before = await this.find(tx, id);
      await tx.query('UPDATE approval_group SET name = $2 WHERE id = $1', [id, name]);
      await tx.query('DELETE FROM approval_group_member WHERE group_id = $1', [id]);
      await this.setMembers(tx, id, memberIds);
      const was = { name: before.name, memberIds: before.members.map(({ userId }) => userId) };
      await this.record(tx, 'changed', { id, name }, { before: was, after: { name, memberIds } });
      return viewOf(await this.find(tx, id));
    });
  }

  /** A request that is for this group alone has nobody left who may vote on it; it can be withdrawn. */
  async delete(orgId: string, id: string): Promise<void> {
    await this.orgTx.run(orgId, async (tx) => {
      const { name, slug } = await this.find(tx, id);
      const gone = await tx.query('DELETE FROM approval_group WHERE id = $1 RETURNING id', [id]);
      if (gone.length === 0) throw refuse('not_found');
      await this.record(tx, 'deleted', { id, name }, { before: { slug, name } });
    });
  }

  private async setMembers(tx: Tx, groupId: string, memberIds: readonly string[]): Promise<void> {
    const ids = [...new Set(memberIds)];
    const set = await tx.query(
      `INSERT INTO approval_group_member (org_id, group_id, user_id)
       SELECT $1, $2, user_id FROM member WHERE user_id = ANY($3::uuid[]) AND role IS NOT NULL RETURNING user_id`,
      [tx.orgId, groupId, ids],
    );
    if (set.length < ids.length) throw refuse('unknown_group_member');
  }

  private async find(tx: Tx, id: string): Promise<GroupRow> {
    const [row] = await tx.query<GroupRow>(`${GROUPS} WHERE g.id = $1`, [id]);
    if (!row) throw refuse('not_found');
    return row;
  }

  private async record(
    tx: Tx,
    what: string,
    { id, name }: { id: string; name: string },
    states: { before?: Record<string, unknown>; after?: Record<string, unknown> },
  ): Promise<void> {
    const subject = { action: `approval_group.${what}`, resourceKind: 'approval_group', resourceId: id };
    await this.audit.record(tx, { ...subject, resourceName: name, ...states });
  }
}

const viewOf = (row: GroupRow): ApprovalGroupResponse => ({ ...row, createdAt: row.createdAt.toISOString() });
