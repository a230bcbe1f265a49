import { Injectable } from '@nestjs/common';
import { auditRecordedV1, type Envelope, type EventData } from '@throughline/contracts';
import { OnEvent, type Tx } from '@throughline/platform';
import { chainHash } from './audit-chain.js';
import { AuditLogRepository } from './audit-log.repository.js';

/** Appends the audit facts of all services, identity's own included, to the organization's log. */
@Injectable()
export class AuditLogEvents {
  constructor(private readonly log: AuditLogRepository) {}

  @OnEvent(auditRecordedV1)
  async auditRecorded(event: Envelope<EventData<typeof auditRecordedV1>>, tx: Tx): Promise<void> {
    const { actor, ...data } = event.data;
    const end = await this.log.lockEnd(tx);
    const fact = {
      ...data,
      id: event.id,
      orgId: event.orgId,
      sequence: end.length + 1,
      actorId: actor.userId,
      actorName: actor.name,
      ...(actor.impersonator && {
        impersonatorId: actor.impersonator.userId,
        impersonatorName: actor.impersonator.name,
      }),
      occurredAt: event.occurredAt,
    };
    await this.log.append(tx, fact, chainHash(end.hash, fact));
  }
}
