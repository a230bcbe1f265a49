import { Injectable } from '@nestjs/common';
import type { EnvironmentGrant } from '@throughline/contracts';
import { isId } from '@throughline/kernel';
import type { Tx } from '@throughline/platform';
import { heldRole, type HeldRole, ROLE_COLUMNS, type RoleColumns } from '../roles/held-role.js';
import { environmentGrantsOf, type Restriction, type SubjectGrant } from './environment-authority.js';
import { visitorRole } from './visitor-role.js';

/** What a person may do in an organization. */
export interface PersonAuthority {
  orgId: string;
  role: HeldRole;
  environmentGrants: Record<string, EnvironmentGrant>;
  /** In it as an owner or admin of its parent, and not as a member. */
  isVisitor: boolean;
}

interface Row extends Omit<RoleColumns, 'role'> {
  org_id: string;
  slug: string;
  name: string;
  role: RoleColumns['role'] | null;
  parent_role: RoleColumns['role'] | null;
  restrictions: Restriction[] | null;
  grants: SubjectGrant[] | null;
}

/** The organization with this slug or id; a slug that it had not long ago counts too. */
export const ORGANIZATION_NAMED = `SELECT o.id FROM organization o WHERE o.id = $2 OR o.slug = $3
  OR o.id = (SELECT s.org_id FROM organization_slug s WHERE s.slug = $3 AND s.held_until > clock_timestamp())`;

const OF_PERSON = `SELECT o.id AS org_id, o.slug, o.name, ${ROLE_COLUMNS}, o.parent_role,
    (SELECT jsonb_agg(jsonb_build_object('environmentId', e.environment_id, 'permission', e.permission))
       FROM environment_restriction e WHERE e.org_id = o.id) AS restrictions,
    (SELECT jsonb_agg(jsonb_build_object('environmentId', g.environment_id, 'allow', g.allow, 'deny', g.deny))
       FROM environment_grant g WHERE g.org_id = o.id AND (g.user_id = $1 OR g.role_id = m.role_id
         OR (m.role_id IS NULL AND g.built_in_role = coalesce(m.role, o.parent_role)))) AS grants
  FROM organization o
  LEFT JOIN membership m ON m.org_id = o.id AND m.user_id = $1
  LEFT JOIN role r ON r.org_id = o.id AND r.id = m.role_id
 WHERE (m.id IS NOT NULL OR EXISTS (
   SELECT 1 FROM membership p WHERE p.org_id = o.parent_id AND p.user_id = $1 AND p.role_id IS NULL
      AND p.role IN ('owner', 'admin')))`;

const IN_ONE = `${OF_PERSON} AND o.id IN (${ORGANIZATION_NAMED})`;

/** Reads authority as it is now. */
@Injectable()
export class AuthorityQueries {
  /**
   * The person's authority in the organization with this slug or id; undefined when there is none, or no such
   * organization. In a SystemTx it finds visitors of a parent too, in an OrgTx members only.
   */
  async of(tx: Tx, userId: string, org: string): Promise<PersonAuthority | undefined> {
    const row = (await tx.query<Row>(IN_ONE, [userId, isId(org) ? org : null, org]))[0];
    return row && authorityOf(row);
  }

  /** The person's authority in every organization that they can enter, with its slug and name. For a SystemTx. */
  async everywhere(tx: Tx, userId: string): Promise<(PersonAuthority & { slug: string; name: string })[]> {
    const rows = await tx.query<Row>(OF_PERSON, [userId]);
    return rows.flatMap((row) => {
      const authority = authorityOf(row);
      return authority ? [{ ...authority, slug: row.slug, name: row.name }] : [];
    });
  }

  /** The id of the organization with this slug or id. For a SystemTx. */
  async organizationId(tx: Tx, org: string): Promise<string | undefined> {
    const sql = ORGANIZATION_NAMED.replaceAll('$2', '$1').replaceAll('$3', '$2');
    return (await tx.query<{ id: string }>(sql, [isId(org) ? org : null, org]))[0]?.id;
  }
}

function authorityOf(row: Row): PersonAuthority | undefined {
  const { role: rank } = row;
  const role = rank ? heldRole({ ...row, role: rank }) : row.parent_role && visitorRole(row.parent_role);
  if (!role) return undefined;
  const sources = { restrictions: row.restrictions ?? [], grants: row.grants ?? [] };
  const environmentGrants = environmentGrantsOf({ rank: role.rank, permissions: role.permissions, ...sources });
  return { orgId: row.org_id, role, environmentGrants, isVisitor: !rank };
}
