import { Injectable } from '@nestjs/common';
import type { EnvironmentGrant, Role } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import type { Tx } from '@throughline/platform';
import type { HeldRole } from '../roles/held-role.js';

export interface KnownEnvironment {
  id: string;
  slug: string;
  name: string;
  class: string | null;
}

/** A grant as it is stored, with the names of its subject. */
export interface GrantRow extends EnvironmentGrant {
  environment_id: string;
  /** Key of the role, or null when it is a member's. */
  role_key: string | null;
  user_id: string | null;
  user_name: string | null;
  /** Key and rank of the member's role, or of the role itself. */
  subject_role_key: string;
  rank: Role;
}

/** A grant to be stored; exactly one of the two is its subject. */
export interface NewGrant extends EnvironmentGrant {
  role: HeldRole | null;
  userId: string | null;
}

@Injectable()
export class GrantsRepository {
  /** On the way to production, then by name; what the deployments service has announced. */
  environments(tx: Tx): Promise<KnownEnvironment[]> {
    return tx.query<KnownEnvironment>(
      `SELECT id, slug, name, class FROM catalog_reference WHERE org_id = $1 AND kind = 'environment'
        ORDER BY array_position(ARRAY['dev', 'staging', 'production'], class), name, id`,
      [tx.orgId],
    );
  }

  async environment(tx: Tx, id: string): Promise<KnownEnvironment | undefined> {
    const rows = await tx.query<KnownEnvironment>(
      `SELECT id, slug, name, class FROM catalog_reference WHERE org_id = $1 AND kind = 'environment' AND id = $2`,
      [tx.orgId, id],
    );
    return rows[0];
  }

  /** Of one environment, or of all. */
  restrictions(tx: Tx, environmentId: string | null): Promise<{ environment_id: string; permission: string }[]> {
    return tx.query(
      `SELECT environment_id, permission FROM environment_restriction
        WHERE org_id = $1 AND ($2::uuid IS NULL OR environment_id = $2) ORDER BY environment_id, permission`,
      [tx.orgId, environmentId],
    );
  }

  /** Of one environment, or of all; roles first, then members by name. */
  grants(tx: Tx, environmentId: string | null): Promise<GrantRow[]> {
    return tx.query<GrantRow>(
      `SELECT g.environment_id, g.allow, g.deny, coalesce(r.key, g.built_in_role) AS role_key, g.user_id,
              u.full_name AS user_name, coalesce(mr.key, m.role, r.key, g.built_in_role) AS subject_role_key,
              coalesce(m.role, r.based_on, g.built_in_role) AS rank
         FROM environment_grant g
         LEFT JOIN role r ON r.org_id = g.org_id AND r.id = g.role_id
         LEFT JOIN membership m ON m.org_id = g.org_id AND m.user_id = g.user_id
         LEFT JOIN role mr ON mr.org_id = m.org_id AND mr.id = m.role_id
         LEFT JOIN user_account u ON u.id = g.user_id
        WHERE g.org_id = $1 AND ($2::uuid IS NULL OR g.environment_id = $2)
        ORDER BY g.user_id IS NOT NULL, u.full_name, role_key`,
      [tx.orgId, environmentId],
    );
  }

  /** In place of whatever the environment had. */
  async replace(
    tx: Tx,
    environmentId: string,
    rules: { restricted: readonly string[]; grants: readonly NewGrant[] },
  ): Promise<void> {
    const place = [tx.orgId, environmentId];
    await tx.query('DELETE FROM environment_restriction WHERE org_id = $1 AND environment_id = $2', place);
    await tx.query('DELETE FROM environment_grant WHERE org_id = $1 AND environment_id = $2', place);
    await tx.query(
      `INSERT INTO environment_restriction (org_id, environment_id, permission) SELECT $1, $2, unnest($3::text[])`,
      [...place, rules.restricted],
    );
    const rows = rules.grants.map(({ role, userId, allow, deny }) => ({
      ...{ id: newId(), user_id: userId, allow, deny },
      built_in_role: role && role.id === null ? role.key : null,
      role_id: role?.id ?? null,
    }));
    await tx.query(
      `INSERT INTO environment_grant (id, org_id, environment_id, built_in_role, role_id, user_id, allow, deny)
       SELECT id, $1, $2, built_in_role, role_id, user_id, allow, deny FROM jsonb_to_recordset($3::jsonb)
           AS g (id uuid, built_in_role text, role_id uuid, user_id uuid, allow text[], deny text[])`,
      [...place, JSON.stringify(rows)],
    );
  }

  /** Grants a role in every environment of a class that there is now; for a role that has no grants yet. */
  async allowInClass(
    tx: Tx,
    { class: kind, roleId, allow }: { class: string; roleId: string; allow: readonly string[] },
  ): Promise<void> {
    const places = (await this.environments(tx)).filter((environment) => environment.class === kind);
    await tx.query(
      `INSERT INTO environment_grant (id, org_id, environment_id, role_id, allow, deny)
       SELECT d.id, $1, d.environment_id, $2, $3, '{}' FROM unnest($4::uuid[], $5::uuid[]) AS d (id, environment_id)`,
      [tx.orgId, roleId, allow, places.map(() => newId()), places.map((place) => place.id)],
    );
  }

  /** In how many environments something differs from the roles, apart from this one. */
  async countSpecial(tx: Tx, exceptId: string): Promise<number> {
    const rows = await tx.query<{ environments: number }>(
      `SELECT count(*)::int AS environments FROM (
         SELECT environment_id FROM environment_restriction WHERE org_id = $1
         UNION SELECT environment_id FROM environment_grant WHERE org_id = $1) AS special WHERE environment_id <> $2`,
      [tx.orgId, exceptId],
    );
    return rows[0]?.environments ?? 0;
  }

  /** Whom a change concerns: everybody but owners, or those with one of the roles and those named. */
  async concerned(tx: Tx, who: { all: boolean; roleKeys: string[]; userIds: string[] }): Promise<string[]> {
    const rows = await tx.query<{ user_id: string }>(
      `SELECT m.user_id FROM membership m LEFT JOIN role r ON r.org_id = m.org_id AND r.id = m.role_id
        WHERE m.org_id = $1 AND m.role <> 'owner'
          AND ($2 OR coalesce(r.key, m.role) = ANY($3) OR m.user_id = ANY($4::uuid[])) ORDER BY m.user_id`,
      [tx.orgId, who.all, who.roleKeys, who.userIds],
    );
    return rows.map((row) => row.user_id);
  }
}
