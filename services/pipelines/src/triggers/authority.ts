import { Injectable } from '@nestjs/common';
import { ROLE_PERMISSIONS, type Role } from '@throughline/contracts';
import { OrgStatuses, SUSPENDED_MESSAGE, type Tx } from '@throughline/platform';

/**
 * Whether something may run in a member's name now. Asked when a firing is worked on, since much may have changed since
 * it was set up. Of a role of the organization's own this service knows the preset that it ranks as, and goes by that.
 */
@Injectable()
export class Authority {
  constructor(private readonly statuses: OrgStatuses) {}

  /** Why nothing may be begun in the organization at all; undefined when it may. */
  async standing(tx: Tx): Promise<string | undefined> {
    return (await this.statuses.mayAct(tx)) ? undefined : SUSPENDED_MESSAGE;
  }

  /** Why the member may start no executions any more; undefined when they may. */
  async objection(tx: Tx, userId: string, name: string): Promise<string | undefined> {
    const rows = await tx.query<{ role: Role | null }>('SELECT role FROM member WHERE user_id = $1', [userId]);
    const role = rows[0]?.role;
    if (!role) return `${name}, on whose behalf this runs, is not a member any more.`;
    if (ROLE_PERMISSIONS[role].includes('executions.start')) return undefined;
    return `${name}, on whose behalf this runs, may not start executions any more.`;
  }
}
