import { Injectable } from '@nestjs/common';
import { identityOrgCreatedV1, type Role } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { Audit, fp, OrgTx, Outbox, type Principal, remember, SystemTx, type Tx } from '@throughline/platform';
import { MembershipChanges } from '../members/membership-changes.js';
import { builtInRole } from '../roles/held-role.js';
import { isOrganizationSlug, organizationSlugs } from './organization-slug.js';
import type { CreateOrganizationRequest, OrganizationResponse } from './organizations.dto.js';
import { refuse } from './organizations.errors.js';
import { type NewOrganization, type OrganizationRow, OrganizationsRepository } from './organizations.repository.js';
import { personOf } from './person-of.js';

/** The agency that an organization is made a child of, and what its owners and admins are in the child. */
export interface Parent {
  id: string;
  role: Role;
}

/** Organizations: the tenants of an installation. */
@Injectable()
export class OrganizationsService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly systemTx: SystemTx,
    private readonly organizations: OrganizationsRepository,
    private readonly memberships: MembershipChanges,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
  ) {}

  /** A new organization, owned by the person who makes it. */
  async create(principal: Principal, request: CreateOrganizationRequest): Promise<OrganizationResponse> {
    return toOrganization(await this.make(principal, request, null), 'owner');
  }

  /** As `create`, below an organization that the caller has made sure of. */
  async make(
    principal: Principal,
    request: CreateOrganizationRequest,
    parent: Parent | null,
  ): Promise<OrganizationRow> {
    const ownerUserId = personOf(principal);
    const id = await remember(newId);
    const slugs = slugsFor(request, id);
    await this.systemTx.run((tx) => this.organizations.freeOverdue(tx, slugs));
    return this.orgTx.run(id, async (tx) => {
      const draft = { id, name: request.name, parentId: parent?.id ?? null, parentRole: parent?.role ?? null };
      const row = await this.insert(tx, draft, slugs);
      const { slug, name, parent_id: parentOrgId } = row;
      const facts = { slug, name, ownerUserId, parentOrgId };
      await this.outbox.append(tx, identityOrgCreatedV1, { kind: 'organization', id }, facts);
      fp('identity.organization.before_owner');
      await this.memberships.add(tx, ownerUserId, builtInRole('owner'));
      const after = { slug, name, ...(parent && { parentId: parent.id, parentRole: parent.role }) };
      await this.audit.record(tx, { ...factOf(row), action: 'organization.created', after });
      return row;
    });
  }

  /** The organization at hand, with the caller's role in it. */
  get(orgId: string, principal: Principal): Promise<OrganizationResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      const row = await this.organizations.get(tx);
      return toOrganization(row, roleOf(principal), await this.organizations.heldSlugs(tx));
    });
  }

  private async insert(tx: Tx, draft: Omit<NewOrganization, 'slug'>, slugs: string[]): Promise<OrganizationRow> {
    for (const slug of slugs) {
      const row = await this.organizations.insert(tx, { ...draft, slug });
      if (row) return row;
    }
    throw slugTaken();
  }
}

export function toOrganization(
  row: OrganizationRow,
  role: string,
  held: { slug: string; held_until: Date }[] = [],
): OrganizationResponse {
  const { id, slug, name, parent_id: parentId } = row;
  const formerSlugs = held.map((one) => ({ slug: one.slug, heldUntil: one.held_until.toISOString() }));
  return { ...{ id, slug, name, role, parentId, formerSlugs }, createdAt: row.created_at.toISOString() };
}

/** The verified token of a member names the role; a key has none and is shown as what it can do at most: look. */
export function roleOf(principal: Principal): string {
  return principal.role ?? 'viewer';
}

export function factOf(row: OrganizationRow) {
  return { resourceKind: 'organization', resourceId: row.id, resourceName: row.name };
}

export function slugTaken() {
  return refuse('slug_taken', undefined, [{ pointer: '/slug', message: 'is taken' }]);
}

/** Refuses what no organization may be named. */
export function demandSlug(slug: string): void {
  if (isOrganizationSlug(slug)) return;
  throw refuse('slug_invalid', undefined, [{ pointer: '/slug', message: 'is not a usable slug' }]);
}

function slugsFor({ name, slug }: CreateOrganizationRequest, id: string): string[] {
  if (slug === undefined) return organizationSlugs(name, id.slice(-6));
  demandSlug(slug);
  return [slug];
}
