import { Injectable } from '@nestjs/common';
import { identityOrgCreatedV1, type Role } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { Audit, fp, OrgTx, Outbox, type Principal, type Tx } from '@throughline/platform';
import { MembershipChanges } from '../members/membership-changes.js';
import { isUsableSlug, slugCandidates } from '../text/slug-rules.js';
import type { CreateOrganizationRequest, OrganizationResponse } from './organizations.dto.js';
import { refuse } from './organizations.errors.js';
import { type OrganizationRow, OrganizationsRepository } from './organizations.repository.js';
import { personOf } from './person-of.js';

/** Organizations: the tenants of an installation. */
@Injectable()
export class OrganizationsService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly organizations: OrganizationsRepository,
    private readonly memberships: MembershipChanges,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
  ) {}

  /** A new organization, owned by the person who makes it. */
  async create(principal: Principal, request: CreateOrganizationRequest): Promise<OrganizationResponse> {
    const ownerUserId = personOf(principal);
    const id = newId();
    const slugs = slugsFor(request, id);
    return this.orgTx.run(id, async (tx) => {
      const row = await this.insert(tx, request.name, slugs);
      const { slug, name } = row;
      const facts = { slug, name, ownerUserId, parentOrgId: null };
      await this.outbox.append(tx, identityOrgCreatedV1, { kind: 'organization', id }, facts);
      fp('identity.organization.before_owner');
      await this.memberships.add(tx, ownerUserId, 'owner');
      await this.audit.record(tx, {
        action: 'organization.created',
        resourceKind: 'organization',
        resourceId: id,
        resourceName: name,
        after: { slug, name },
      });
      return toOrganization(row, 'owner');
    });
  }

  /** The organization at hand, with the caller's role in it. */
  get(orgId: string, principal: Principal): Promise<OrganizationResponse> {
    return this.orgTx.run(orgId, async (tx) => toOrganization(await this.organizations.get(tx), roleOf(principal)));
  }

  private async insert(tx: Tx, name: string, slugs: string[]): Promise<OrganizationRow> {
    for (const slug of slugs) {
      const row = await this.organizations.insert(tx, { id: tx.orgId ?? '', slug, name });
      if (row) return row;
    }
    throw refuse('slug_taken', undefined, [{ pointer: '/slug', message: 'is taken' }]);
  }
}

export function toOrganization(row: OrganizationRow, role: Role): OrganizationResponse {
  return { id: row.id, slug: row.slug, name: row.name, role, createdAt: row.created_at.toISOString() };
}

/** The verified token of a member names the role; a key has none and is shown as what it can do at most: look. */
export function roleOf(principal: Principal): Role {
  return (principal.role ?? 'viewer') as Role;
}

function slugsFor({ name, slug }: CreateOrganizationRequest, id: string): string[] {
  if (slug === undefined) return slugCandidates(name, 'org', id.slice(-6));
  if (isUsableSlug(slug)) return [slug];
  throw refuse('slug_invalid', undefined, [{ pointer: '/slug', message: 'is not a usable slug' }]);
}
