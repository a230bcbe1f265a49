import { Injectable } from '@nestjs/common';
import {
  deploymentsEnvironmentChangedV1,
  deploymentsServiceChangedV1,
  type Envelope,
  type EventData,
} from '@throughline/contracts';
import { OnEvent, type Tx } from '@throughline/platform';
import { CatalogReferencesRepository } from './catalog-references.repository.js';

type ServiceChanged = Envelope<EventData<typeof deploymentsServiceChangedV1>>;
type EnvironmentChanged = Envelope<EventData<typeof deploymentsEnvironmentChangedV1>>;

/** Keeps the read model of services and environments. */
@Injectable()
export class CatalogEvents {
  constructor(private readonly references: CatalogReferencesRepository) {}

  @OnEvent(deploymentsServiceChangedV1, { newest: true })
  async serviceChanged({ data, aggregateVersion: version }: ServiceChanged, tx: Tx): Promise<void> {
    const { serviceId: id, projectId, slug, name } = data;
    await this.references.put(tx, { id, kind: 'service', slug, name, version, projectId });
  }

  @OnEvent(deploymentsEnvironmentChangedV1, { newest: true })
  async environmentChanged({ data, aggregateVersion: version }: EnvironmentChanged, tx: Tx): Promise<void> {
    const { environmentId: id, slug, name, class: kind } = data;
    await this.references.put(tx, { id, kind: 'environment', slug, name, version, class: kind });
  }
}
