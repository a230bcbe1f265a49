import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import { AccountLinks } from '../accounts/account-links.js';
import { AccountNews } from '../accounts/account-news.js';
import { type AccountRow, AccountsRepository } from '../accounts/accounts.repository.js';
import { AccountsService } from '../accounts/accounts.service.js';
import { Mailer } from '../mail/mailer.js';
import { SessionEndings } from '../sessions/session-endings.js';
import { PasswordResetsRepository } from './password-resets.repository.js';

export interface NewPassword {
  passwordHash: string;
  /** The session that goes on; null for none. */
  keep: string | null;
  reason: 'password_changed' | 'password_reset';
}

/** Everything that a new password brings about, however it came to be. For a SystemTx. */
@Injectable()
export class NewPasswords {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly service: AccountsService,
    private readonly resets: PasswordResetsRepository,
    private readonly endings: SessionEndings,
    private readonly news: AccountNews,
    private readonly mailer: Mailer,
    private readonly links: AccountLinks,
  ) {}

  /** Sets it, ends sessions, voids links that were sent, lifts the lock, tells the owner and the organizations. */
  async set(tx: Tx, account: AccountRow, { passwordHash, keep, reason }: NewPassword): Promise<void> {
    // Sessions before accounts, as everywhere: two of us that lock in one order cannot deadlock.
    await this.endings.endAll(tx, account.id, { keep, reason });
    await this.accounts.setPassword(tx, account.id, passwordHash);
    await this.resets.dropOf(tx, account.id);
    await this.service.forgetAttempts(tx, account.email);
    await this.news.record(tx, { userId: account.id, action: `account.${reason}`, kind: reason });
    const resetLink = this.links.forgotPassword();
    const content = {
      kind: 'password_changed' as const,
      name: account.full_name,
      at: new Date().toISOString(),
      resetLink,
    };
    await this.mailer.post(tx, { to: account.email, content });
  }
}
