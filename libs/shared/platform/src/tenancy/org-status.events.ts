import { Injectable } from '@nestjs/common';
import { type Envelope, type EventData, identityOrgChangedV1 } from '@throughline/contracts';
import type { Tx } from '../database/tx.js';
import { OnEvent } from '../messaging/on-event.decorator.js';
import { OrgStatuses } from './org-status.js';

/** Keeps the read model of organizations' standing in every service but identity, whose own it is. */
@Injectable()
export class OrgStatusEvents {
  constructor(private readonly statuses: OrgStatuses) {}

  @OnEvent(identityOrgChangedV1)
  orgChanged(event: Envelope<EventData<typeof identityOrgChangedV1>>, tx: Tx): Promise<void> {
    return this.statuses.put(tx, event.data, event.aggregateVersion);
  }
}
