import { Injectable } from '@nestjs/common';
import {
  billingEntitlementsChangedV1,
  type Envelope,
  type EventData,
  identityOrgCreatedV1,
  identityProjectChangedV1,
} from '@throughline/contracts';
import { OnEvent, type Tx } from '@throughline/platform';

/** Keeps what this service has to know of other services. State-carrying events: the newest version wins. */
@Injectable()
export class OrganizationEvents {
  @OnEvent(identityOrgCreatedV1, { newest: true })
  async orgCreated(event: Envelope<EventData<typeof identityOrgCreatedV1>>, tx: Tx): Promise<void> {
    await tx.query(
      `INSERT INTO organization AS o (org_id, slug, name, aggregate_version) VALUES ($1, $2, $3, $4)
       ON CONFLICT (org_id) DO UPDATE SET slug = excluded.slug, name = excluded.name,
         aggregate_version = excluded.aggregate_version WHERE o.aggregate_version < excluded.aggregate_version`,
      [event.orgId, event.data.slug, event.data.name, event.aggregateVersion],
    );
  }

  @OnEvent(identityProjectChangedV1, { newest: true })
  async projectChanged(event: Envelope<EventData<typeof identityProjectChangedV1>>, tx: Tx): Promise<void> {
    const { projectId, slug, name, archived } = event.data;
    await tx.query(
      `INSERT INTO project AS p (id, org_id, slug, name, archived, aggregate_version) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (id) DO UPDATE SET slug = excluded.slug, name = excluded.name, archived = excluded.archived,
         aggregate_version = excluded.aggregate_version WHERE p.aggregate_version < excluded.aggregate_version`,
      [projectId, event.orgId, slug, name, archived, event.aggregateVersion],
    );
  }

  @OnEvent(billingEntitlementsChangedV1, { newest: true })
  async entitlementsChanged(event: Envelope<EventData<typeof billingEntitlementsChangedV1>>, tx: Tx): Promise<void> {
    for (const { feature, limit } of event.data.items) {
      await tx.query(
        `INSERT INTO entitlement AS e (org_id, feature, max_count, snapshot_version) VALUES ($1, $2, $3, $4)
         ON CONFLICT (org_id, feature) DO UPDATE SET max_count = excluded.max_count,
           snapshot_version = excluded.snapshot_version WHERE e.snapshot_version < excluded.snapshot_version`,
        [event.orgId, feature, limit, event.data.version],
      );
    }
  }
}
