import { Injectable } from '@nestjs/common';
import { SystemTx } from '@throughline/platform';
import { refuse } from '../accounts/accounts.errors.js';
import { AccountsRepository } from '../accounts/accounts.repository.js';
import { demandGoodPassword } from '../accounts/demand-good-password.js';
import { PasswordHasher } from '../accounts/password-hasher.js';
import { hashOneTimeToken } from '../text/one-time-token.js';
import { NewPasswords } from './new-passwords.js';
import { PasswordResetsRepository } from './password-resets.repository.js';

/** A new password for who reads the mail of the account's address. */
@Injectable()
export class PasswordResetsService {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly resets: PasswordResetsRepository,
    private readonly accounts: AccountsRepository,
    private readonly newPasswords: NewPasswords,
    private readonly passwords: PasswordHasher,
  ) {}

  /** Sets the password by the token of a mail, which works once, and ends every session of the account. */
  async confirm(token: string, password: string): Promise<void> {
    const tokenHash = hashOneTimeToken(token);
    const owner = await this.systemTx.run(async (tx) => {
      const userId = await this.resets.ownerOf(tx, tokenHash);
      return userId === undefined ? undefined : this.accounts.byId(tx, userId);
    });
    if (!owner || owner.disabled_at) throw refuse('link_over');
    // A password that is not taken leaves the link as it is.
    demandGoodPassword(password, { email: owner.email, fullName: owner.full_name }, '/password');
    const passwordHash = await this.passwords.hash(password);
    await this.systemTx.run(async (tx) => {
      if (!(await this.resets.take(tx, tokenHash))) throw refuse('link_over');
      await this.newPasswords.set(tx, owner, { passwordHash, keep: null, reason: 'password_reset' });
    });
  }
}
