import { Injectable } from '@nestjs/common';
import type { Envelope } from '@throughline/contracts';
import type { Tx } from '@throughline/platform';

export interface NamedThing {
  id: string;
  slug: string;
  name: string;
}

export interface EnvironmentRow extends NamedThing {
  class: string;
  position: number;
}

/** What this service keeps of organizations, services, environments and limits. Newest event wins. */
@Injectable()
export class SourcesRepository {
  async saveOrganization(tx: Tx, orgId: string, names: { slug: string; name: string }): Promise<void> {
    await tx.query(
      `INSERT INTO organization (org_id, slug, name) VALUES ($1, $2, $3)
       ON CONFLICT (org_id) DO UPDATE SET slug = excluded.slug, name = excluded.name`,
      [orgId, names.slug, names.name],
    );
  }

  async saveService(tx: Tx, event: Envelope, service: NamedThing): Promise<void> {
    await tx.query(
      `INSERT INTO service AS s (id, org_id, slug, name, event_version) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (id) DO UPDATE SET slug = excluded.slug, name = excluded.name, event_version = excluded.event_version
       WHERE s.event_version < excluded.event_version`,
      [service.id, event.orgId, service.slug, service.name, event.aggregateVersion],
    );
  }

  async saveEnvironment(tx: Tx, event: Envelope, environment: EnvironmentRow): Promise<void> {
    const { id, slug, name, position } = environment;
    await tx.query(
      `INSERT INTO environment AS e (id, org_id, slug, name, class, position, event_version)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (id) DO UPDATE SET slug = excluded.slug, name = excluded.name, class = excluded.class,
         position = excluded.position, event_version = excluded.event_version
       WHERE e.event_version < excluded.event_version`,
      [id, event.orgId, slug, name, environment.class, position, event.aggregateVersion],
    );
  }

  async saveEntitlements(
    tx: Tx,
    version: number,
    items: readonly { feature: string; limit: number | null }[],
  ): Promise<void> {
    await tx.query(
      `INSERT INTO entitlement AS e (org_id, feature, amount, snapshot_version)
       SELECT $1, item.feature, item."limit", $2 FROM jsonb_to_recordset($3) AS item (feature text, "limit" int)
       ON CONFLICT (org_id, feature) DO UPDATE
       SET amount = excluded.amount, snapshot_version = excluded.snapshot_version
       WHERE e.snapshot_version < excluded.snapshot_version`,
      [tx.orgId, version, JSON.stringify(items)],
    );
  }
}
