import { Injectable } from '@nestjs/common';
import { currentContext, SystemTx, type Tx } from '@throughline/platform';
import { Authority } from '../accounts/authority.js';
import { normalizeEmail } from '../accounts/email.js';
import { ImpersonationRepository } from '../impersonation/impersonation.repository.js';
import { PlatformAudit } from '../platform-audit/platform-audit.js';
import type { PlatformAdminResponse } from './platform-admins.dto.js';
import { refuse } from './platform-admins.errors.js';
import { type PlatformAdminRow, PlatformAdminsRepository } from './platform-admins.repository.js';

/** In whose name the command line acts. */
export const OPERATOR = { userId: null, name: 'An operator of the installation' };

/** Who runs the installation. Only platform admins make and unmake one, and there is always one left. */
@Injectable()
export class PlatformAdminsService {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly admins: PlatformAdminsRepository,
    private readonly audit: PlatformAudit,
    private readonly impersonations: ImpersonationRepository,
    private readonly authority: Authority,
  ) {}

  list(): Promise<PlatformAdminResponse[]> {
    return this.systemTx.run(async (tx) => (await this.admins.list(tx)).map(toAdmin));
  }

  /** Makes the person with this address a platform admin. Their first step is then to register a passkey. */
  grant(email: string, grantedBy = currentContext()?.actor ?? OPERATOR): Promise<PlatformAdminResponse> {
    return this.systemTx.run(async (tx) => {
      const account = await this.admins.accountOf(tx, normalizeEmail(email));
      if (!account) throw refuse('account_unknown', undefined, [{ pointer: '/email', message: 'has no account' }]);
      // Nobody signs in with it, so it must not count as the one that is left.
      if (account.is_disabled) throw refuse('admin_account_disabled');
      if (!(await this.admins.insert(tx, { userId: account.id, grantedBy }))) throw refuse('platform_admin_exists');
      await this.record(tx, 'platform_admin.added', { userId: account.id, name: account.full_name, by: grantedBy });
      return this.find(tx, account.id);
    });
  }

  /** Takes the power away at once; their sessions go on as everybody's. Refuses for the last one. */
  revoke(userId: string, by = currentContext()?.actor ?? OPERATOR): Promise<void> {
    return this.systemTx.run(async (tx) => {
      if (!(await this.takeAway(tx, userId, by))) throw refuse('platform_admin_unknown');
    });
  }

  /** As `revoke`, in a transaction at hand; false for one who is no platform admin. */
  async takeAway(tx: Tx, userId: string, by = currentContext()?.actor ?? OPERATOR): Promise<boolean> {
    const all = await this.admins.lockAll(tx);
    if (!all.includes(userId)) return false;
    if (all.length === 1) throw refuse('platform_admin_last');
    const { fullName } = await this.find(tx, userId);
    await this.admins.delete(tx, userId);
    const acting = await this.impersonations.openOf(tx, userId);
    // Whom they act as is remembered at the gateway as that person.
    if (acting) await this.authority.changedEverywhere(tx, acting.user_id);
    await this.record(tx, 'platform_admin.removed', { userId, name: fullName, by });
    return true;
  }

  /** Like `revoke`, by address; for the command line. */
  async revokeByEmail(email: string): Promise<void> {
    const account = await this.systemTx.run((tx) => this.admins.accountOf(tx, normalizeEmail(email)));
    if (!account) throw refuse('account_unknown');
    await this.revoke(account.id, OPERATOR);
  }

  private async find(tx: Tx, userId: string): Promise<PlatformAdminResponse> {
    const row = (await this.admins.list(tx)).find((one) => one.user_id === userId);
    if (!row) throw refuse('platform_admin_unknown');
    return toAdmin(row);
  }

  private record(
    tx: Tx,
    action: string,
    who: { userId: string; name: string; by: { userId: string | null; name: string } },
  ): Promise<string> {
    const subject = { subjectKind: 'user', subjectId: who.userId, details: { name: who.name } };
    return this.audit.record(tx, { action, ...subject, actor: who.by });
  }
}

function toAdmin(row: PlatformAdminRow): PlatformAdminResponse {
  return {
    userId: row.user_id,
    email: row.email,
    fullName: row.full_name,
    grantedBy: row.granted_by_name,
    grantedAt: row.granted_at.toISOString(),
    passkeys: row.passkeys,
  };
}
