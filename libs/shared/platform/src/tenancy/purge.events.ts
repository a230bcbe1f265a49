import { Injectable } from '@nestjs/common';
import { type Envelope, type EventData, identityOrgPurgeRequestedV1 } from '@throughline/contracts';
import type { Tx } from '../database/tx.js';
import { OnEvent } from '../messaging/on-event.decorator.js';
import { OrgPurge } from './org-purge.js';

/** Takes identity's order to forget an organization; identity itself comes last and gives its own. */
@Injectable()
export class PurgeEvents {
  constructor(private readonly purge: OrgPurge) {}

  @OnEvent(identityOrgPurgeRequestedV1)
  purgeRequested(event: Envelope<EventData<typeof identityOrgPurgeRequestedV1>>, tx: Tx): Promise<void> {
    return this.purge.request(tx, event.data.organizationId);
  }
}
