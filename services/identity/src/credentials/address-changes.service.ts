import { Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import { SystemTx, type Tx } from '@throughline/platform';
import { AccountLinks } from '../accounts/account-links.js';
import { AccountNews } from '../accounts/account-news.js';
import { refuse } from '../accounts/accounts.errors.js';
import { type AccountRow, AccountsRepository } from '../accounts/accounts.repository.js';
import { AccountsService } from '../accounts/accounts.service.js';
import { normalizeEmail } from '../accounts/email.js';
import type { MailContent } from '../mail/mail-content.js';
import { Mailer } from '../mail/mailer.js';
import { hashOneTimeToken, newOneTimeToken } from '../text/one-time-token.js';
import { AddressChangesRepository } from './address-changes.repository.js';

/** Another address to sign in with. The old one is told when it is asked for, and again when it is done. */
@Injectable()
export class AddressChangesService {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly changes: AddressChangesRepository,
    private readonly accounts: AccountsRepository,
    private readonly service: AccountsService,
    private readonly news: AccountNews,
    private readonly mailer: Mailer,
    private readonly links: AccountLinks,
  ) {}

  /** Mails a link to the new address. That it has an account shows only in its mailbox. */
  async request(userId: string, wanted: { email: string; currentPassword: string }): Promise<void> {
    const email = normalizeEmail(wanted.email);
    const account = await this.service.reauthenticate(userId, wanted.currentPassword);
    if (email === account.email)
      throw refuse('address_same', undefined, [{ pointer: '/email', message: 'is yours already' }]);
    const token = newOneTimeToken();
    await this.systemTx.run(async (tx) => {
      await this.changes.put(tx, { id: newId(), userId, email, tokenHash: hashOneTimeToken(token) });
      const holder = await this.accounts.byEmail(tx, email);
      await this.mailer.postOnDemand(tx, { to: email, content: this.contentFor(account, holder, token) });
      await this.tellOldAddress(tx, account, email);
      await this.news.record(tx, { userId, action: 'account.address_change_asked', kind: 'email_change_requested' });
    });
  }

  /** The address is the account's from now on. The token works once. */
  async confirm(token: string): Promise<void> {
    await this.systemTx.run(async (tx) => {
      const change = await this.changes.take(tx, hashOneTimeToken(token));
      const account = change && (await this.accounts.byId(tx, change.userId));
      if (!account || account.disabled_at) throw refuse('link_over');
      const { id: userId, email: before } = account;
      if (!(await this.accounts.setEmail(tx, userId, change.email))) throw refuse('link_over');
      await this.news.renamed(tx, userId);
      await this.news.record(tx, {
        userId,
        action: 'account.address_changed',
        kind: 'email_changed',
        before: { email: before },
        after: { email: change.email },
      });
      const content = { kind: 'address_changed' as const, name: account.full_name, newEmail: change.email };
      await this.mailer.post(tx, { to: before, content: { ...content, at: new Date().toISOString() } });
    });
  }

  private contentFor(account: AccountRow, holder: AccountRow | undefined, token: string): MailContent {
    return holder
      ? { kind: 'address_taken', name: holder.full_name, signInLink: this.links.signIn() }
      : { kind: 'verify_new_address', name: account.full_name, link: this.links.confirmAddress(token) };
  }

  private async tellOldAddress(tx: Tx, { email, full_name: name }: AccountRow, newEmail: string): Promise<void> {
    const at = new Date().toISOString();
    const resetLink = this.links.forgotPassword();
    await this.mailer.post(tx, { to: email, content: { kind: 'address_change_asked', name, newEmail, at, resetLink } });
  }
}
