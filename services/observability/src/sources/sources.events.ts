import { Injectable } from '@nestjs/common';
import {
  billingEntitlementsChangedV1,
  deploymentsEnvironmentChangedV1,
  deploymentsServiceChangedV1,
  type Envelope,
  type EventData,
  identityOrgCreatedV1,
} from '@throughline/contracts';
import { OnEvent, type Tx } from '@throughline/platform';
import { SourcesRepository } from './sources.repository.js';

/** Keeps the read models of others' names and limits. */
@Injectable()
export class SourcesEvents {
  constructor(private readonly sources: SourcesRepository) {}

  @OnEvent(identityOrgCreatedV1, { newest: true })
  organizationCreated(event: Envelope<EventData<typeof identityOrgCreatedV1>>, tx: Tx): Promise<void> {
    return this.sources.saveOrganization(tx, event.orgId, event.data);
  }

  @OnEvent(deploymentsServiceChangedV1, { newest: true })
  serviceChanged(event: Envelope<EventData<typeof deploymentsServiceChangedV1>>, tx: Tx): Promise<void> {
    return this.sources.saveService(tx, event, { id: event.data.serviceId, ...event.data });
  }

  @OnEvent(deploymentsEnvironmentChangedV1, { newest: true })
  environmentChanged(event: Envelope<EventData<typeof deploymentsEnvironmentChangedV1>>, tx: Tx): Promise<void> {
    return this.sources.saveEnvironment(tx, event, { id: event.data.environmentId, ...event.data });
  }

  @OnEvent(billingEntitlementsChangedV1, { newest: true })
  entitlementsChanged(event: Envelope<EventData<typeof billingEntitlementsChangedV1>>, tx: Tx): Promise<void> {
    return this.sources.saveEntitlements(tx, event.data.version, event.data.items);
  }
}
