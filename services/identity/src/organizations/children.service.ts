import { Injectable } from '@nestjs/common';
import type { Role } from '@throughline/contracts';
import {
  Audit,
  cursorKey,
  OrgTx,
  type Page,
  type PageQuery,
  type Principal,
  SystemTx,
  toPage,
} from '@throughline/platform';
import { ActingMembers } from '../members/acting-members.js';
import type { ChildOrganizationResponse, CreateChildRequest } from './children.dto.js';
import { refuse } from './organizations.errors.js';
import { type ChildRow, type OrganizationRow, OrganizationsRepository } from './organizations.repository.js';
import { factOf, OrganizationsService } from './organizations.service.js';

/** The organizations of an agency. */
@Injectable()
export class ChildrenService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly systemTx: SystemTx,
    private readonly acting: ActingMembers,
    private readonly organizations: OrganizationsRepository,
    private readonly service: OrganizationsService,
    private readonly audit: Audit,
  ) {}

  async list(orgId: string, { cursor, limit }: PageQuery): Promise<Page<ChildOrganizationResponse>> {
    const before = cursorKey(cursor, 1)?.[0]?.toString();
    const rows = await this.systemTx.run((tx) => this.organizations.children(tx, orgId, { limit, before }));
    return toPage(rows, limit, (row) => [row.id], toChild);
  }

  /**
   * Makes one that the caller owns and that the owners and admins of the parent may enter. Two transactions, since the
   * two organizations see nothing of each other: the child's own is the one that counts.
   */
  async create(orgId: string, principal: Principal, request: CreateChildRequest): Promise<ChildOrganizationResponse> {
    await this.acting.run(orgId, principal, 'org.manage', (_tx, _actor, { parent_id }) => {
      if (parent_id !== null) throw refuse('child_of_child');
      return Promise.resolve();
    });
    const role = request.visitorRole ?? 'admin';
    const { name, slug } = request;
    const row = await this.service.make(principal, slug === undefined ? { name } : { name, slug }, { id: orgId, role });
    await this.record(orgId, row, {
      action: 'child_organization.created',
      after: { slug: row.slug, visitorRole: role },
    });
    return toChild({ ...row, members: 1 });
  }

  /** Changes what the owners and admins of the parent are in the child; those who are members stay what they are. */
  async update(orgId: string, principal: Principal, childId: string, role: Role): Promise<ChildOrganizationResponse> {
    await this.acting.run(orgId, principal, 'org.manage', () => Promise.resolve());
    const child = await this.systemTx.run((tx) => this.organizations.child(tx, orgId, childId));
    if (!child) throw refuse('not_found');
    if (child.parent_role === role) return toChild(child);
    const change = { before: { visitorRole: child.parent_role }, after: { visitorRole: role } };
    await this.orgTx.run(childId, async (tx) => {
      await this.organizations.lock(tx);
      await this.organizations.setParentRole(tx, role);
      await this.audit.record(tx, { ...factOf(child), action: 'organization.visitors_changed', ...change });
    });
    await this.record(orgId, child, { action: 'child_organization.changed', ...change });
    return toChild({ ...child, parent_role: role });
  }

  private record(orgId: string, child: OrganizationRow, fact: { action: string; after: object; before?: object }) {
    const { action, before = null, after } = fact;
    return this.orgTx.run(orgId, (tx) =>
      this.audit.record(tx, { ...factOf(child), action, before: before && { ...before }, after: { ...after } }),
    );
  }
}

function toChild(row: ChildRow): ChildOrganizationResponse {
  const { id, slug, name, parent_role, members: memberCount } = row;
  return { id, slug, name, visitorRole: parent_role ?? 'viewer', memberCount, createdAt: row.created_at.toISOString() };
}
