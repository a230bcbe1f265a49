import { Injectable } from '@nestjs/common';
import { type Page, type Principal, SystemTx, toPage, type Tx } from '@throughline/platform';
import { PlatformAudit } from '../platform-audit/platform-audit.js';
import { AccountDisabling } from './account-disabling.js';
import type { AccountResponse, AccountsQuery, DisableAccountRequest } from './platform-accounts.dto.js';
import { refuse } from './platform-accounts.errors.js';
import { type PlatformAccountRow, PlatformAccountsRepository } from './platform-accounts.repository.js';
import { idBefore } from '../text/id-before.js';

/** People, whatever organizations they are in, for platform admins: to find one, to shut one out, to let one in again. */
@Injectable()
export class PlatformAccountsService {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly accounts: PlatformAccountsRepository,
    private readonly disabling: AccountDisabling,
    private readonly audit: PlatformAudit,
  ) {}

  /** Newest first. The reading is written down. */
  list({ q, state, limit, cursor }: AccountsQuery): Promise<Page<AccountResponse>> {
    const before = idBefore(cursor);
    return this.systemTx.run(async (tx) => {
      const details = { q: q ?? null, state: state ?? null };
      await this.audit.record(tx, { action: 'account.listed', subjectKind: 'user', subjectId: '*', details });
      const rows = await this.accounts.list(tx, { q: q || null, state: state ?? null, before, limit });
      return toPage(rows, limit, (row) => [row.id], toAccount);
    });
  }

  /** Ends every session and key of the person, and with them their power over the installation. Refuses one's own. */
  disable(actor: Principal, userId: string, request: DisableAccountRequest): Promise<AccountResponse> {
    if (actor.id === userId) throw refuse('account_own');
    return this.change(userId, (tx) => this.disabling.disable(tx, actor, userId, request));
  }

  /** The person may sign in again. Sessions, keys and power over the installation do not come back. */
  enable(userId: string): Promise<AccountResponse> {
    return this.change(userId, (tx) => this.disabling.enable(tx, userId));
  }

  private change(userId: string, work: (tx: Tx) => Promise<void>): Promise<AccountResponse> {
    return this.systemTx.run(async (tx) => {
      if (!(await this.accounts.find(tx, userId))) throw refuse('account_unknown');
      await work(tx);
      const row = await this.accounts.find(tx, userId);
      if (!row) throw refuse('account_unknown');
      return toAccount(row);
    });
  }
}

function toAccount(row: PlatformAccountRow): AccountResponse {
  return {
    userId: row.id,
    email: row.email,
    fullName: row.full_name,
    state: row.disabled_at === null ? 'active' : 'disabled',
    disablement: disablementOf(row),
    isPlatformAdmin: row.is_platform_admin,
    organizations: row.organizations,
    createdAt: row.created_at.toISOString(),
  };
}

function disablementOf(row: PlatformAccountRow): AccountResponse['disablement'] {
  const { disabled_at: at, disabled_by_name: byName, disabled_reason: reason, disabled_note: note } = row;
  if (at === null || byName === null || reason === null) return null;
  return { at: at.toISOString(), byName, reason, note };
}
