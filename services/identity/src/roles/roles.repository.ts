import { Injectable } from '@nestjs/common';
import type { MemberPermission, Role } from '@throughline/contracts';
import type { Tx } from '@throughline/platform';
import { BUILT_IN_ROLES, builtInRole, type HeldRole, isBuiltIn, knownPermissions } from './held-role.js';
import { refuse } from './roles.errors.js';

/** A role that the organization made. */
export interface CustomRole extends HeldRole {
  id: string;
  description: string;
}

export interface NewRole {
  id: string;
  key: string;
  name: string;
  description: string;
  basedOn: Role;
  permissions: readonly MemberPermission[];
}

export interface RoleUse {
  members: number;
  memberNames: string[];
  invitations: number;
  environments: number;
}

interface Row {
  id: string;
  key: string;
  name: string;
  description: string;
  based_on: Role;
  permissions: string[];
}

const COLUMNS = 'id, key, name, description, based_on, permissions';
const NAMES_SHOWN = 5;

@Injectable()
export class RolesRepository {
  /** All that the organization made, by name: `MAX_ROLES` at most. */
  async list(tx: Tx): Promise<CustomRole[]> {
    const sql = `SELECT ${COLUMNS} FROM role WHERE org_id = $1 ORDER BY lower(name)`;
    return (await tx.query<Row>(sql, [tx.orgId])).map(toRole);
  }

  /** The presets too. */
  async all(tx: Tx): Promise<HeldRole[]> {
    return [...BUILT_IN_ROLES, ...(await this.list(tx))];
  }

  async findCustom(tx: Tx, key: string): Promise<CustomRole | undefined> {
    const sql = `SELECT ${COLUMNS} FROM role WHERE org_id = $1 AND key = $2`;
    return (await tx.query<Row>(sql, [tx.orgId, key])).map(toRole)[0];
  }

  /** The preset or the organization's role with this key. */
  async find(tx: Tx, key: string): Promise<HeldRole | undefined> {
    return isBuiltIn(key) ? builtInRole(key) : this.findCustom(tx, key);
  }

  /** As `find`; refuses with `role_unknown`. */
  async require(tx: Tx, key: string): Promise<HeldRole> {
    const role = await this.find(tx, key);
    if (!role) throw refuse('role_unknown', undefined, [{ pointer: '/role', message: 'is not the key of a role' }]);
    return role;
  }

  /** Undefined when the key or the name is taken. */
  async insert(tx: Tx, role: NewRole): Promise<CustomRole | undefined> {
    const rows = await tx.query<Row>(
      `INSERT INTO role (id, org_id, key, name, description, based_on, permissions)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING ${COLUMNS}`,
      [role.id, tx.orgId, role.key, role.name, role.description, role.basedOn, role.permissions],
    );
    return rows.map(toRole)[0];
  }

  async isNameTaken(tx: Tx, name: string, exceptId: string | null): Promise<boolean> {
    const sql = 'SELECT id FROM role WHERE org_id = $1 AND lower(name) = lower($2) AND id IS DISTINCT FROM $3';
    return (await tx.query(sql, [tx.orgId, name, exceptId])).length > 0;
  }

  async update(tx: Tx, role: CustomRole): Promise<void> {
    await tx.query('UPDATE role SET name = $3, description = $4, permissions = $5 WHERE org_id = $1 AND id = $2', [
      tx.orgId,
      role.id,
      role.name,
      role.description,
      role.permissions,
    ]);
  }

  /** Invitations to it that have expired end for good: resent, they would invite to the preset that it ranks as. */
  async delete(tx: Tx, id: string): Promise<void> {
    await tx.query(
      `UPDATE invitation SET revoked_at = clock_timestamp()
        WHERE org_id = $1 AND role_id = $2 AND accepted_at IS NULL AND revoked_at IS NULL`,
      [tx.orgId, id],
    );
    await tx.query('DELETE FROM role WHERE org_id = $1 AND id = $2', [tx.orgId, id]);
  }

  /** By whom each role is used, by key, presets included; a role that nobody uses is absent. */
  async uses(tx: Tx): Promise<Map<string, RoleUse>> {
    const rows = await tx.query<RoleUse & { key: string }>(
      `SELECT key, coalesce(sum(members), 0)::int AS members, coalesce(sum(invitations), 0)::int AS invitations,
              coalesce(sum(environments), 0)::int AS environments,
              coalesce(jsonb_agg(name ORDER BY name) FILTER (WHERE place <= ${NAMES_SHOWN}), '[]') AS "memberNames"
         FROM (SELECT coalesce(r.key, m.role) AS key, 1 AS members, 0 AS invitations, 0 AS environments, u.full_name AS name,
                      row_number() OVER (PARTITION BY coalesce(r.key, m.role) ORDER BY m.id) AS place
                 FROM membership m JOIN user_account u ON u.id = m.user_id
                 LEFT JOIN role r ON r.org_id = m.org_id AND r.id = m.role_id WHERE m.org_id = $1
               UNION ALL
               SELECT coalesce(r.key, i.role), 0, 1, 0, NULL, NULL FROM invitation i
                 LEFT JOIN role r ON r.org_id = i.org_id AND r.id = i.role_id
                WHERE i.org_id = $1 AND i.accepted_at IS NULL AND i.revoked_at IS NULL
                  AND i.expires_at > clock_timestamp()
               UNION ALL
               SELECT coalesce(r.key, g.built_in_role), 0, 0, 1, NULL, NULL FROM environment_grant g
                 LEFT JOIN role r ON r.org_id = g.org_id AND r.id = g.role_id
                WHERE g.org_id = $1 AND g.user_id IS NULL) AS used GROUP BY key`,
      [tx.orgId],
    );
    return new Map(rows.map(({ key, ...use }) => [key, use]));
  }
}

function toRole(row: Row): CustomRole {
  const { id, key, name, description, based_on: rank } = row;
  return { id, key, name, description, rank, permissions: knownPermissions(row.permissions) };
}
