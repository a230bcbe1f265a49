import { Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import { SystemTx } from '@throughline/platform';
import { AccountLinks } from '../accounts/account-links.js';
import { type AccountRow, AccountsRepository } from '../accounts/accounts.repository.js';
import { normalizeEmail } from '../accounts/email.js';
import { Mailer } from '../mail/mailer.js';
import { AccountEvents } from '../security-log/account-events.js';
import { hashOneTimeToken, newOneTimeToken } from '../text/one-time-token.js';
import { PasswordResetsRepository } from './password-resets.repository.js';

/** Whoever has forgotten a password asks for a link. */
@Injectable()
export class PasswordResetRequests {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly resets: PasswordResetsRepository,
    private readonly accounts: AccountsRepository,
    private readonly events: AccountEvents,
    private readonly mailer: Mailer,
    private readonly links: AccountLinks,
  ) {}

  /** Mails a link to the address if it has an account. Takes the same steps, and says nothing, if it has none. */
  async request(address: string): Promise<void> {
    const email = normalizeEmail(address);
    const token = newOneTimeToken();
    await this.systemTx.run(async (tx) => {
      const account = await this.accounts.byEmail(tx, email);
      const reset = { id: newId(), userId: account?.id ?? null, tokenHash: hashOneTimeToken(token) };
      await this.resets.insert(tx, reset);
      await this.events.resetRequested(tx, reset.userId);
      const link = this.links.resetPassword(token);
      const content = { kind: 'reset_password' as const, name: account?.full_name ?? email, link };
      const nobody = reasonToWithhold(account);
      await this.mailer.postOnDemand(tx, { to: email, content }, nobody);
    });
  }
}

function reasonToWithhold(account: AccountRow | undefined): string | null {
  if (!account) return 'the address has no account';
  return account.disabled_at ? 'the account is disabled' : null;
}
