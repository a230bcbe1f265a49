import { Injectable } from '@nestjs/common';
import type { Role } from '@throughline/contracts';
import { type Principal, SystemTx } from '@throughline/platform';
import { heldRole, ROLE_COLUMNS, type RoleColumns } from '../roles/held-role.js';
import type { MyOrganizationListResponse } from './organizations.dto.js';
import { personOf } from './person-of.js';

interface Row extends Omit<RoleColumns, 'role'> {
  id: string;
  slug: string;
  name: string;
  parent_id: string | null;
  parent_role: Role | null;
  role: Role | null;
}

const MINE = `SELECT o.id, o.slug, o.name, o.parent_id, o.parent_role, ${ROLE_COLUMNS} FROM (
    SELECT org_id FROM membership WHERE user_id = $1
    UNION SELECT c.id FROM membership p JOIN organization c ON c.parent_id = p.org_id
     WHERE p.user_id = $1 AND p.role_id IS NULL AND p.role IN ('owner', 'admin')) AS mine
  JOIN organization o ON o.id = mine.org_id
  LEFT JOIN membership m ON m.org_id = o.id AND m.user_id = $1
  LEFT JOIN role r ON r.org_id = m.org_id AND r.id = m.role_id
 ORDER BY lower(o.name), o.id`;

/** Where a person may go: as a member, or through the organization above. */
@Injectable()
export class MyOrganizationsQueries {
  constructor(private readonly systemTx: SystemTx) {}

  async list(principal: Principal): Promise<MyOrganizationListResponse> {
    const userId = personOf(principal);
    const rows = await this.systemTx.run((tx) => tx.query<Row>(MINE, [userId]));
    return {
      items: rows.map(({ id: organizationId, slug, name, parent_id: parentId, parent_role, role, ...columns }) => {
        const held = heldRole({ ...columns, role: role ?? parent_role ?? 'viewer' });
        return { organizationId, slug, name, parentId, role: held.key, roleName: held.name, isVisitor: role === null };
      }),
    };
  }
}
