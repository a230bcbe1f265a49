import { Injectable } from '@nestjs/common';
import type { Role } from '@throughline/contracts';
import type { Tx } from '@throughline/platform';
import { type Rights, rightsOfRole } from '../members/rights-of-role.js';

export interface OrganizationRights extends Rights {
  orgId: string;
  slug: string;
  name: string;
}

/** What a person may do in each of their organizations, as it is now. For a SystemTx. */
@Injectable()
export class PersonRights {
  async of(tx: Tx, userId: string): Promise<OrganizationRights[]> {
    const rows = await tx.query<{ org_id: string; slug: string; name: string; role: Role }>(
      `SELECT m.org_id, o.slug, o.name, m.role FROM membership m JOIN organization o ON o.id = m.org_id
        WHERE m.user_id = $1`,
      [userId],
    );
    const rights: OrganizationRights[] = [];
    for (const { org_id: orgId, slug, name, role } of rows) {
      rights.push({ orgId, slug, name, ...(await rightsOfRole(tx, orgId, role)) });
    }
    return rights;
  }
}
