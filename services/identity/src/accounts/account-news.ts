import { Injectable } from '@nestjs/common';
import { identityMemberChangedV1 } from '@throughline/contracts';
import { Audit, currentContext, Outbox, type Tx } from '@throughline/platform';
import { heldRole, ROLE_COLUMNS, type RoleColumns } from '../roles/held-role.js';
import type { AccountEventKind } from '../security-log/account-event-kinds.js';
import { AccountEvents } from '../security-log/account-events.js';

export interface AccountChange {
  userId: string;
  /** `account.<past tense>` */
  action: string;
  /** What the person's own security log calls it. */
  kind: AccountEventKind;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
}

interface MemberRow extends RoleColumns {
  org_id: string;
  email: string;
  full_name: string;
}

/**
 * Tells of what happened to an account: the person in their security log, and their organizations, if they have any.
 * For a SystemTx.
 */
@Injectable()
export class AccountNews {
  constructor(
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly events: AccountEvents,
  ) {}

  /** Leaves the event in the person's security log, and the audit fact in each of their organizations. */
  async record(tx: Tx, { userId, action, kind, before, after }: AccountChange): Promise<void> {
    const details = before ? { before, after } : after;
    await this.events.record(tx, { userId, kind, ...(details && { details }) });
    for (const member of await this.memberships(tx, userId)) {
      const actor = currentContext()?.actor ?? { userId, name: member.full_name };
      const subject = { action, resourceKind: 'account', resourceId: userId, resourceName: member.email };
      await this.audit.record(tx, { ...subject, before: before ?? null, after: after ?? null, actor }, member.org_id);
    }
  }

  /** Name or address are others now: whoever keeps a copy hears of it. */
  async renamed(tx: Tx, userId: string): Promise<void> {
    const facts = (await this.memberships(tx, userId)).map((member) => {
      const { rank: role, key: roleKey, permissions } = heldRole(member);
      const { org_id: orgId, email, full_name: fullName } = member;
      const data = { userId, email, fullName, role, roleKey, permissions: [...permissions] };
      return { aggregate: { kind: 'member', id: `${orgId}/${userId}`, orgId }, data };
    });
    await this.outbox.appendAll(tx, identityMemberChangedV1, facts);
  }

  private memberships(tx: Tx, userId: string): Promise<MemberRow[]> {
    return tx.query<MemberRow>(
      `SELECT m.org_id, u.email, u.full_name, ${ROLE_COLUMNS} FROM membership m JOIN user_account u ON u.id = m.user_id
         LEFT JOIN role r ON r.org_id = m.org_id AND r.id = m.role_id
        WHERE m.user_id = $1 ORDER BY m.org_id`, // one order, so that two of us cannot deadlock
      [userId],
    );
  }
}
