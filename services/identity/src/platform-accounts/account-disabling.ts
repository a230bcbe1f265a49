import { Injectable } from '@nestjs/common';
import type { Principal, Tx } from '@throughline/platform';
import { AccountNews } from '../accounts/account-news.js';
import { Authority } from '../accounts/authority.js';
import { PersonalKeysService } from '../api-keys/personal-keys.service.js';
import { PlatformAdminsService } from '../platform-admins/platform-admins.service.js';
import { PlatformAudit } from '../platform-audit/platform-audit.js';
import { SessionEndings } from '../sessions/session-endings.js';
import type { DisableAccountRequest } from './platform-accounts.dto.js';
import { refuse } from './platform-accounts.errors.js';
import { PlatformAccountsRepository } from './platform-accounts.repository.js';

const ALL_SESSIONS = { keep: null, reason: 'account_disabled' as const };

/** Everything that goes along with shutting a person out, and with letting them in again. For a SystemTx. */
@Injectable()
export class AccountDisabling {
  constructor(
    private readonly accounts: PlatformAccountsRepository,
    private readonly sessions: SessionEndings,
    private readonly keys: PersonalKeysService,
    private readonly authority: Authority,
    private readonly admins: PlatformAdminsService,
    private readonly news: AccountNews,
    private readonly platformAudit: PlatformAudit,
  ) {}

  /** Refuses an account that is disabled, and the last platform admin: of two who disable each other, one is left. */
  async disable(tx: Tx, actor: Principal, userId: string, request: DisableAccountRequest): Promise<void> {
    const { reason, note = null } = request;
    // Sessions before accounts, as everywhere. One that was being opened meanwhile is ended by the second round.
    await this.sessions.endAll(tx, userId, ALL_SESSIONS);
    if (!(await this.accounts.disable(tx, userId, { byName: actor.name, reason, note }))) {
      throw refuse('account_disabled_already');
    }
    await this.sessions.endAll(tx, userId, ALL_SESSIONS);
    const keys = await this.keys.revokeAll(tx, userId);
    await this.admins.takeAway(tx, userId);
    await this.authority.changedEverywhere(tx, userId);
    const change = { userId, action: 'account.disabled', kind: 'account_disabled' as const };
    await this.news.record(tx, { ...change, after: { reason } });
    await this.record(tx, userId, { action: 'account.disabled', reason, details: { note, keys } });
  }

  async enable(tx: Tx, userId: string): Promise<void> {
    if (!(await this.accounts.enable(tx, userId))) throw refuse('account_not_disabled');
    await this.keys.revokeAll(tx, userId); // one that was being made while the account was disabled
    await this.authority.changedEverywhere(tx, userId);
    await this.news.record(tx, { userId, action: 'account.enabled', kind: 'account_enabled' });
    await this.record(tx, userId, { action: 'account.enabled', reason: null, details: {} });
  }

  private async record(
    tx: Tx,
    userId: string,
    { action, reason, details }: { action: string; reason: string | null; details: Record<string, unknown> },
  ): Promise<void> {
    const account = await this.accounts.find(tx, userId);
    const subject = { subjectKind: 'user', subjectId: userId, reason };
    await this.platformAudit.record(tx, { action, ...subject, details: { name: account?.full_name, ...details } });
  }
}
