import { Injectable } from '@nestjs/common';
import { Audit, type Tx } from '@throughline/platform';
import { PlatformAudit } from '../platform-audit/platform-audit.js';

export interface ImpersonationFact {
  /** Of the impersonation, or of the person whom nobody may impersonate. */
  id: string;
  user: { id: string; name: string };
  reason: string | null;
}

/** Writes down what becomes of impersonations, in the organization's log and in the platform's. */
@Injectable()
export class ImpersonationFacts {
  constructor(
    private readonly audit: Audit,
    private readonly platformAudit: PlatformAudit,
  ) {}

  async record(tx: Tx, action: 'started' | 'ended' | 'blocked', fact: ImpersonationFact): Promise<void> {
    const after = { userId: fact.user.id, userName: fact.user.name, reason: fact.reason };
    await this.audit.record(tx, {
      action: `impersonation.${action}`,
      resourceKind: 'impersonation',
      resourceId: fact.id,
      resourceName: fact.user.name,
      after,
    });
    const subject = { subjectKind: 'user', subjectId: fact.user.id, organizationId: tx.orgId };
    const details = { impersonationId: fact.id, userName: fact.user.name };
    await this.platformAudit.record(tx, {
      action: `impersonation.${action}`,
      ...subject,
      reason: fact.reason,
      details,
    });
  }
}
