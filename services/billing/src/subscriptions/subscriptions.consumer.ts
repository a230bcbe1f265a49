import { Injectable } from '@nestjs/common';
import { type Envelope, type EventData, identityOrgCreatedV1 } from '@throughline/contracts';
import { OnEvent, type Tx } from '@throughline/platform';
import { SubscriptionsService } from './subscriptions.service.js';

@Injectable()
export class SubscriptionsConsumer {
  constructor(private readonly subscriptions: SubscriptionsService) {}

  @OnEvent(identityOrgCreatedV1)
  async orgCreated(event: Envelope<EventData<typeof identityOrgCreatedV1>>, tx: Tx): Promise<void> {
    const { orgId, data, occurredAt } = event;
    await this.subscriptions.startFree(tx, { orgId, parentOrgId: data.parentOrgId, since: new Date(occurredAt) });
  }
}
