import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';

export interface OrganizationRow {
  id: string;
  slug: string;
  name: string;
  created_at: Date;
}

@Injectable()
export class OrganizationsRepository {
  /** The new row; undefined when the slug is taken. */
  async insert(tx: Tx, organization: { id: string; slug: string; name: string }): Promise<OrganizationRow | undefined> {
    const rows = await tx.query<OrganizationRow>(
      `INSERT INTO organization (id, org_id, slug, name) VALUES ($1, $1, $2, $3)
       ON CONFLICT (slug) DO NOTHING RETURNING id, slug, name, created_at`,
      [organization.id, organization.slug, organization.name],
    );
    return rows[0];
  }

  /** The organization of the transaction. */
  async get(tx: Tx): Promise<OrganizationRow> {
    return only(await tx.query('SELECT id, slug, name, created_at FROM organization WHERE id = $1', [tx.orgId]));
  }

  /** Puts everything that counts or changes members and projects of the organization in one order. */
  async lock(tx: Tx): Promise<OrganizationRow> {
    return only(
      await tx.query('SELECT id, slug, name, created_at FROM organization WHERE id = $1 FOR UPDATE', [tx.orgId]),
    );
  }
}

function only(rows: OrganizationRow[]): OrganizationRow {
  const row = rows[0];
  if (!row) throw new Error('the organization of the transaction does not exist');
  return row;
}
