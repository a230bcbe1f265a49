import { Inject, Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import { SystemTx, type Tx } from '@throughline/platform';
import { IDENTITY_CONFIG, type IdentityConfig } from '../identity.config.js';
import { hashInvitationToken } from '../invitations/invitation-token.js';
import { AccountEvents } from '../security-log/account-events.js';
import { hashOneTimeToken, newOneTimeToken } from '../text/one-time-token.js';
import type { SignUpRequest } from './accounts.dto.js';
import { refuse } from './accounts.errors.js';
import { AccountsRepository } from './accounts.repository.js';
import { demandGoodPassword } from './demand-good-password.js';
import { normalizeEmail } from './email.js';
import { PasswordHasher } from './password-hasher.js';
import { decideSignUp, type ShownInvitation } from './sign-up-policy.js';
import { SignUpMail } from './sign-up-mail.js';
import { type SignUpRow, SignUpsRepository } from './sign-ups.repository.js';

/**
 * From a sign-up to an account. Whether an address has an account shows only in its mailbox: the same statements run
 * for it and the same answer is given either way.
 */
@Injectable()
export class SignUpsService {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly signUps: SignUpsRepository,
    private readonly accounts: AccountsRepository,
    private readonly passwords: PasswordHasher,
    private readonly mail: SignUpMail,
    private readonly events: AccountEvents,
    @Inject(IDENTITY_CONFIG) private readonly config: IdentityConfig,
  ) {}

  /** The new account's id where an invitation vouches for the address; undefined when its owner has mail to read. */
  async start(request: SignUpRequest): Promise<string | undefined> {
    if (this.config.SIGN_UP === 'closed') throw refuse('sign_up_closed');
    const email = normalizeEmail(request.email);
    demandGoodPassword(request.password, { email, fullName: request.fullName }, '/password');
    const password_hash = await this.passwords.hash(request.password);
    const row = { id: newId(), email, full_name: request.fullName, password_hash };
    return this.systemTx.run(async (tx) => {
      const decision = decideSignUp(this.config.SIGN_UP, await this.shown(tx, email, request.invitationToken));
      if (decision === 'at_once') return this.open(tx, row);
      if (decision !== 'verify') throw refuse(decision);
      await this.ask(tx, row);
      return undefined;
    });
  }

  /** Sends the newest sign-up of the address another link. Says nothing to who asks. */
  async resend(address: string): Promise<void> {
    const email = normalizeEmail(address);
    const token = newOneTimeToken();
    await this.systemTx.run(async (tx) => {
      const next = { id: newId(), tokenHash: hashOneTimeToken(token) };
      const account = await this.accounts.byEmail(tx, email);
      const pending = await this.signUps.repeatNewest(tx, email, next);
      const names = { accountName: account?.full_name, signUpName: pending?.full_name ?? '' };
      const nobody = account || pending ? null : 'the address has no sign-up that waits';
      await this.mail.post(tx, { to: email, ...names, token }, nobody);
    });
  }

  /** The id of the account that the token's sign-up becomes. The token works once, for 24 hours. */
  async verify(token: string): Promise<string> {
    const userId = await this.systemTx.run(async (tx) => {
      const row = await this.signUps.take(tx, hashOneTimeToken(token));
      if (!row) return undefined;
      const userId = await this.open(tx, row, 'link_over');
      await this.events.record(tx, { userId, kind: 'email_verified', details: { email: row.email } });
      return userId;
    });
    if (userId === undefined) throw refuse('link_over');
    return userId;
  }

  private async shown(tx: Tx, email: string, token: string | undefined): Promise<ShownInvitation> {
    if (token === undefined) return 'none';
    return (await this.signUps.isInvited(tx, email, hashInvitationToken(token))) ? 'good' : 'bad';
  }

  /** Both callers have shown that they read the address's mail, so they may learn that it has an account. */
  private async open(tx: Tx, row: SignUpRow, taken: 'email_taken' | 'link_over' = 'email_taken'): Promise<string> {
    if (!(await this.accounts.insert(tx, row))) throw refuse(taken);
    await this.signUps.dropOf(tx, row.email);
    await this.events.record(tx, { userId: row.id, kind: 'signed_up' });
    return row.id;
  }

  private async ask(tx: Tx, row: SignUpRow): Promise<void> {
    const token = newOneTimeToken();
    await this.signUps.insert(tx, row, hashOneTimeToken(token));
    const account = await this.accounts.byEmail(tx, row.email);
    const names = { accountName: account?.full_name, signUpName: row.full_name };
    await this.mail.post(tx, { to: row.email, ...names, token });
  }
}
