import { Injectable } from '@nestjs/common';
import type { Role } from '@throughline/contracts';
import type { Tx } from '@throughline/platform';
import { SLUG_HELD_DAYS } from './organization-slug.js';

export interface OrganizationRow {
  id: string;
  slug: string;
  name: string;
  /** The agency that it is a child of. */
  parent_id: string | null;
  /** What the owners and admins of the parent are in it. */
  parent_role: Role | null;
  created_at: Date;
}

export interface NewOrganization {
  id: string;
  slug: string;
  name: string;
  parentId: string | null;
  parentRole: Role | null;
}

const COLUMNS = 'id, slug, name, parent_id, parent_role, created_at';

@Injectable()
export class OrganizationsRepository {
  /** The new row; undefined when the slug is taken or held. In a transaction of the organization to be. */
  async insert(tx: Tx, organization: NewOrganization): Promise<OrganizationRow | undefined> {
    const { id, slug, name, parentId, parentRole } = organization;
    if (!(await this.takeSlug(tx, id, slug))) return undefined;
    const rows = await tx.query<OrganizationRow>(
      `INSERT INTO organization (id, org_id, slug, name, parent_id, parent_role) VALUES ($1, $1, $2, $3, $4, $5)
       ON CONFLICT (slug) DO NOTHING RETURNING ${COLUMNS}`,
      [id, slug, name, parentId, parentRole],
    );
    return rows[0];
  }

  /** The organization of the transaction. */
  async get(tx: Tx): Promise<OrganizationRow> {
    return only(await tx.query(`SELECT ${COLUMNS} FROM organization WHERE id = $1`, [tx.orgId]));
  }

  /** Puts everything that counts or changes members and projects of the organization in one order. */
  async lock(tx: Tx): Promise<OrganizationRow> {
    return only(await tx.query(`SELECT ${COLUMNS} FROM organization WHERE id = $1 FOR UPDATE`, [tx.orgId]));
  }

  async rename(tx: Tx, name: string): Promise<void> {
    await tx.query('UPDATE organization SET name = $2 WHERE id = $1', [tx.orgId, name]);
  }

  /** False when the new slug is taken or held by another. The old one stays held for it. With the organization locked. */
  async changeSlug(tx: Tx, before: string, after: string): Promise<boolean> {
    const returned = await tx.query(
      'UPDATE organization_slug SET held_until = NULL WHERE slug = $1 AND org_id = $2 RETURNING slug',
      [after, tx.orgId],
    );
    if (returned.length === 0 && !(await this.takeSlug(tx, tx.orgId ?? '', after))) return false;
    await tx.query(
      `UPDATE organization_slug SET held_until = clock_timestamp() + make_interval(days => $3)
        WHERE slug = $1 AND org_id = $2`,
      [before, tx.orgId, SLUG_HELD_DAYS],
    );
    await tx.query('UPDATE organization SET slug = $2 WHERE id = $1', [tx.orgId, after]);
    return true;
  }

  /** The slugs that it had and that still lead to it, the newest first. */
  heldSlugs(tx: Tx): Promise<{ slug: string; held_until: Date }[]> {
    return tx.query(
      `SELECT slug, held_until FROM organization_slug WHERE org_id = $1 AND held_until > clock_timestamp()
        ORDER BY held_until DESC`,
      [tx.orgId],
    );
  }

  /** Frees what nobody holds any more of these. For a SystemTx: the row may be another organization's. */
  async freeOverdue(tx: Tx, slugs: readonly string[]): Promise<void> {
    await tx.query('DELETE FROM organization_slug WHERE slug = ANY($1) AND held_until <= clock_timestamp()', [slugs]);
  }

  /** Of the organization of this id, newest first; one more than asked for. For a SystemTx. */
  children(tx: Tx, parentId: string, page: { limit: number; before: string | undefined }): Promise<ChildRow[]> {
    return tx.query<ChildRow>(
      `SELECT ${COLUMNS}, (SELECT count(*)::int FROM membership m WHERE m.org_id = o.id) AS members FROM organization o
        WHERE parent_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
      [parentId, page.before ?? null, page.limit + 1],
    );
  }

  /** A child of that parent. For a SystemTx. */
  async child(tx: Tx, parentId: string, childId: string): Promise<ChildRow | undefined> {
    const rows = await tx.query<ChildRow>(
      `SELECT ${COLUMNS}, (SELECT count(*)::int FROM membership m WHERE m.org_id = o.id) AS members FROM organization o
        WHERE parent_id = $1 AND id = $2`,
      [parentId, childId],
    );
    return rows[0];
  }

  async setParentRole(tx: Tx, role: Role): Promise<void> {
    await tx.query('UPDATE organization SET parent_role = $2 WHERE id = $1', [tx.orgId, role]);
  }

  /** One row for each slug, whoever's it is: of two who want one, the second finds it taken. */
  private async takeSlug(tx: Tx, id: string, slug: string): Promise<boolean> {
    const rows = await tx.query(
      'INSERT INTO organization_slug (slug, org_id) VALUES ($1, $2) ON CONFLICT (slug) DO NOTHING RETURNING slug',
      [slug, id],
    );
    return rows.length === 1;
  }
}

export interface ChildRow extends OrganizationRow {
  members: number;
}

function only(rows: OrganizationRow[]): OrganizationRow {
  const row = rows[0];
  if (!row) throw new Error('the organization of the transaction does not exist');
  return row;
}
