import { Injectable } from '@nestjs/common';
import { Audit, type Principal, SystemTx, type Tx } from '@throughline/platform';
import { ActingMembers } from '../members/acting-members.js';
import { OrganizationAnnouncements } from '../tenants/organization-announcements.js';
import type { OrganizationResponse, UpdateOrganizationRequest } from './organizations.dto.js';
import { type OrganizationRow, OrganizationsRepository } from './organizations.repository.js';
import { demandSlug, factOf, roleOf, slugTaken, toOrganization } from './organizations.service.js';

/** Renames organizations. */
@Injectable()
export class OrganizationSettings {
  constructor(
    private readonly acting: ActingMembers,
    private readonly systemTx: SystemTx,
    private readonly organizations: OrganizationsRepository,
    private readonly audit: Audit,
    private readonly announcements: OrganizationAnnouncements,
  ) {}

  /** Changes what is sent. Links with the old slug lead to the organization for 90 more days. */
  async update(orgId: string, principal: Principal, request: UpdateOrganizationRequest): Promise<OrganizationResponse> {
    const { slug } = request;
    if (slug !== undefined) {
      await this.systemTx.run((tx) => this.organizations.freeOverdue(tx, [slug]));
    }
    return this.acting.run(orgId, principal, 'org.manage', async (tx, _actor, before) => {
      if (slug !== undefined && slug !== before.slug) await this.changeSlug(tx, before.slug, slug);
      if (request.name !== undefined) await this.organizations.rename(tx, request.name);
      const after = await this.organizations.get(tx);
      if (told(before) !== told(after)) await this.record(tx, before, after);
      return toOrganization(after, roleOf(principal), await this.organizations.heldSlugs(tx));
    });
  }

  private async changeSlug(tx: Tx, before: string, after: string): Promise<void> {
    demandSlug(after);
    if (!(await this.organizations.changeSlug(tx, before, after))) throw slugTaken();
  }

  private async record(tx: Tx, before: OrganizationRow, after: OrganizationRow): Promise<void> {
    await this.announcements.announce(tx);
    await this.audit.record(tx, {
      ...factOf(after),
      action: 'organization.changed',
      before: { slug: before.slug, name: before.name },
      after: { slug: after.slug, name: after.name },
    });
  }
}

const told = ({ slug, name }: OrganizationRow): string => `${slug} ${name}`;
