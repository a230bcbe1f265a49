import { Injectable } from '@nestjs/common';
import {
  deploymentsEnvironmentChangedV1,
  deploymentsServiceChangedV1,
  type Envelope,
  type EventData,
  identityMemberChangedV1,
  identityProjectChangedV1,
  pipelinesExecutionStartedV1,
} from '@throughline/contracts';
import { OnEvent, type Tx } from '@throughline/platform';
import { UsageRepository } from './usage.repository.js';

/** Counts what other services have, from their events. */
@Injectable()
export class UsageConsumer {
  constructor(private readonly usage: UsageRepository) {}

  @OnEvent(identityMemberChangedV1, { newest: true })
  async memberChanged(event: Envelope<EventData<typeof identityMemberChangedV1>>, tx: Tx): Promise<void> {
    const { userId, role } = event.data;
    const { orgId, aggregateVersion: version } = event;
    await this.usage.note(tx, orgId, { kind: 'members', subjectId: userId, counts: role !== null, version });
  }

  @OnEvent(identityProjectChangedV1, { newest: true })
  async projectChanged(event: Envelope<EventData<typeof identityProjectChangedV1>>, tx: Tx): Promise<void> {
    const { projectId, archived } = event.data;
    const { orgId, aggregateVersion: version } = event;
    await this.usage.note(tx, orgId, { kind: 'projects', subjectId: projectId, counts: !archived, version });
  }

  @OnEvent(deploymentsServiceChangedV1, { newest: true })
  async serviceChanged(event: Envelope<EventData<typeof deploymentsServiceChangedV1>>, tx: Tx): Promise<void> {
    const { orgId, aggregateVersion: version, data } = event;
    await this.usage.note(tx, orgId, { kind: 'services', subjectId: data.serviceId, counts: true, version });
  }

  @OnEvent(deploymentsEnvironmentChangedV1, { newest: true })
  async environmentChanged(event: Envelope<EventData<typeof deploymentsEnvironmentChangedV1>>, tx: Tx): Promise<void> {
    const { orgId, aggregateVersion: version, data } = event;
    await this.usage.note(tx, orgId, { kind: 'environments', subjectId: data.environmentId, counts: true, version });
  }

  @OnEvent(pipelinesExecutionStartedV1)
  async executionStarted(event: Envelope<EventData<typeof pipelinesExecutionStartedV1>>, tx: Tx): Promise<void> {
    await this.usage.addExecution(tx, event.orgId, new Date(event.occurredAt));
  }
}
