import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import { AuthorityQueries } from '../grants/authority.queries.js';
import type { Rights } from '../members/rights-of-role.js';

export interface OrganizationRights extends Rights {
  orgId: string;
  slug: string;
  name: string;
}

/** What a person may do in each of their organizations, as it is now. For a SystemTx. */
@Injectable()
export class PersonRights {
  constructor(private readonly authority: AuthorityQueries) {}

  async of(tx: Tx, userId: string): Promise<OrganizationRights[]> {
    const held = await this.authority.everywhere(tx, userId);
    return held.map(({ orgId, slug, name, role, environmentGrants }) => {
      return { orgId, slug, name, permissions: role.permissions, environmentGrants };
    });
  }
}
