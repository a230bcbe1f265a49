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
  serviceAccounts: number;
  serviceAccountNames: string[];
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

/** Everything that has a role: its key, what has it, and the name of that. */
const USERS = `
  SELECT coalesce(r.key, m.role) AS key, 'member' AS kind, m.id, u.full_name AS name
    FROM membership m JOIN user_account u ON u.id = m.user_id
    LEFT JOIN role r ON r.org_id = m.org_id AND r.id = m.role_id WHERE m.org_id = $1
  UNION ALL
  SELECT coalesce(r.key, a.role), 'service_account', a.id, a.name FROM service_account a
    LEFT JOIN role r ON r.org_id = a.org_id AND r.id = a.role_id WHERE a.org_id = $1 AND a.removed_at IS NULL
  UNION ALL
  SELECT coalesce(r.key, i.role), 'invitation', i.id, NULL FROM invitation i
    LEFT JOIN role r ON r.org_id = i.org_id AND r.id = i.role_id
   WHERE i.org_id = $1 AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > clock_timestamp()
  UNION ALL
  SELECT coalesce(r.key, g.built_in_role), 'environment', g.id, NULL FROM environment_grant g
    LEFT JOIN role r ON r.org_id = g.org_id AND r.id = g.role_id WHERE g.org_id = $1 AND g.user_id IS NULL`;

const count = (kind: string): string => `(count(*) FILTER (WHERE kind = '${kind}'))::int`;
const names = (kind: string): string =>
  `coalesce(jsonb_agg(name ORDER BY name) FILTER (WHERE kind = '${kind}' AND place <= ${NAMES_SHOWN}), '[]')`;

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

  /** What its members and service accounts rank as goes along by the foreign key; of invitations it is changed here. */
  async update(tx: Tx, role: CustomRole): Promise<void> {
    const { id, name, description, permissions, rank } = role;
    await tx.query(
      'UPDATE role SET name = $3, description = $4, permissions = $5, based_on = $6 WHERE org_id = $1 AND id = $2',
      [tx.orgId, id, name, description, permissions, rank],
    );
    await tx.query('UPDATE invitation SET role = $3 WHERE org_id = $1 AND role_id = $2 AND role <> $3', [
      tx.orgId,
      id,
      rank,
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
      `SELECT key, ${count('member')} AS members, ${names('member')} AS "memberNames", ${count('invitation')} AS invitations,
              ${count('environment')} AS environments, ${count('service_account')} AS "serviceAccounts",
              ${names('service_account')} AS "serviceAccountNames"
         FROM (SELECT used.*, row_number() OVER (PARTITION BY key, kind ORDER BY id) AS place FROM (${USERS}) AS used) AS placed
        GROUP BY key`,
      [tx.orgId],
    );
    return new Map(rows.map(({ key, ...use }) => [key, use]));
  }
}

function toRole(row: Row): CustomRole {
  const { id, key, name, description, based_on: rank } = row;
  return { id, key, name, description, rank, permissions: knownPermissions(row.permissions) };
}
