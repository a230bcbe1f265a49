import { Injectable } from '@nestjs/common';
import {
  billingEntitlementsChangedV1,
  deploymentsEnvironmentChangedV1,
  deploymentsServiceChangedV1,
  type Envelope,
  type EventData,
  identityMemberChangedV1,
  identityOrgCreatedV1,
  identityProjectChangedV1,
} from '@throughline/contracts';
import { OnEvent, type Tx } from '@throughline/platform';

/** Keeps what this service knows of members, projects, environments, services and entitlements. The newest wins. */
@Injectable()
export class DirectoryHandlers {
  @OnEvent(identityOrgCreatedV1, { newest: true })
  async orgCreated(event: Envelope<EventData<typeof identityOrgCreatedV1>>, tx: Tx): Promise<void> {
    const { slug, name } = event.data;
    await tx.query(
      `INSERT INTO organization AS o (org_id, slug, name, version) VALUES ($1, $2, $3, $4)
       ON CONFLICT (org_id) DO UPDATE SET slug = $2, name = $3, version = $4 WHERE o.version < $4`,
      [event.orgId, slug, name, event.aggregateVersion],
    );
  }

  @OnEvent(identityMemberChangedV1, { newest: true })
  async memberChanged(event: Envelope<EventData<typeof identityMemberChangedV1>>, tx: Tx): Promise<void> {
    const { userId, email, fullName, role } = event.data;
    await tx.query(
      `INSERT INTO member AS m (org_id, user_id, email, full_name, role, version) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (org_id, user_id) DO UPDATE SET email = $3, full_name = $4, role = $5, version = $6 WHERE m.version < $6`,
      [event.orgId, userId, email, fullName, role, event.aggregateVersion],
    );
  }

  @OnEvent(identityProjectChangedV1, { newest: true })
  async projectChanged(event: Envelope<EventData<typeof identityProjectChangedV1>>, tx: Tx): Promise<void> {
    const { projectId, slug, name, archived } = event.data;
    await tx.query(
      `INSERT INTO project AS p (org_id, id, slug, name, archived, version) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (id) DO UPDATE SET slug = $3, name = $4, archived = $5, version = $6 WHERE p.version < $6`,
      [event.orgId, projectId, slug, name, archived, event.aggregateVersion],
    );
  }

  @OnEvent(deploymentsEnvironmentChangedV1, { newest: true })
  async environmentChanged(event: Envelope<EventData<typeof deploymentsEnvironmentChangedV1>>, tx: Tx): Promise<void> {
    const { environmentId, slug, name, class: kind, position } = event.data;
    await tx.query(
      `INSERT INTO environment AS e (org_id, id, slug, name, class, position, version) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (id) DO UPDATE SET slug = $3, name = $4, class = $5, position = $6, version = $7 WHERE e.version < $7`,
      [event.orgId, environmentId, slug, name, kind, position, event.aggregateVersion],
    );
  }

  @OnEvent(deploymentsServiceChangedV1, { newest: true })
  async serviceChanged(event: Envelope<EventData<typeof deploymentsServiceChangedV1>>, tx: Tx): Promise<void> {
    const { serviceId, projectId, slug, name } = event.data;
    await tx.query(
      `INSERT INTO service AS s (org_id, id, project_id, slug, name, version) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (id) DO UPDATE SET project_id = $3, slug = $4, name = $5, version = $6 WHERE s.version < $6`,
      [event.orgId, serviceId, projectId, slug, name, event.aggregateVersion],
    );
  }

  @OnEvent(billingEntitlementsChangedV1, { newest: true })
  async entitlementsChanged(event: Envelope<EventData<typeof billingEntitlementsChangedV1>>, tx: Tx): Promise<void> {
    const { planKey, items } = event.data;
    await tx.query(
      `INSERT INTO entitlement AS e (org_id, plan_key, items, version) VALUES ($1, $2, $3, $4)
       ON CONFLICT (org_id) DO UPDATE SET plan_key = $2, items = $3, version = $4 WHERE e.version < $4`,
      [event.orgId, planKey, JSON.stringify(items), event.aggregateVersion],
    );
  }
}
