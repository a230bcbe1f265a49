import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';

export type ReferenceKind = 'service' | 'environment';

export interface CatalogReference {
  id: string;
  kind: ReferenceKind;
  slug: string;
  name: string;
  version: number;
  /** Of an environment. */
  class?: string;
  /** Of a service. */
  projectId?: string;
}

/** What identity knows of the services and environments of the deployments service. */
@Injectable()
export class CatalogReferencesRepository {
  /** Events come in any order; the newest version of the aggregate stays. */
  async put(tx: Tx, reference: CatalogReference): Promise<void> {
    await tx.query(
      `INSERT INTO catalog_reference AS c (id, org_id, kind, slug, name, version, class, project_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (id) DO UPDATE SET slug = excluded.slug, name = excluded.name, version = excluded.version,
         class = excluded.class, project_id = excluded.project_id WHERE c.version < excluded.version`,
      [
        reference.id,
        tx.orgId,
        reference.kind,
        reference.slug,
        reference.name,
        reference.version,
        reference.class ?? null,
        reference.projectId ?? null,
      ],
    );
  }

  async hasBoth(tx: Tx, serviceId: string, environmentId: string): Promise<boolean> {
    const rows = await tx.query(
      `SELECT id FROM catalog_reference
        WHERE org_id = $1 AND ((kind = 'service' AND id = $2) OR (kind = 'environment' AND id = $3))`,
      [tx.orgId, serviceId, environmentId],
    );
    return rows.length === 2;
  }

  /** The names of the project's services, a few of them. */
  async servicesOf(tx: Tx, projectId: string): Promise<string[]> {
    const rows = await tx.query<{ name: string }>(
      `SELECT name FROM catalog_reference WHERE org_id = $1 AND kind = 'service' AND project_id = $2 ORDER BY name LIMIT 5`,
      [tx.orgId, projectId],
    );
    return rows.map((row) => row.name);
  }
}
