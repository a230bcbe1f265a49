import { Injectable } from '@nestjs/common';
import { SystemTx } from '@throughline/platform';
import { AccountsService } from '../accounts/accounts.service.js';

/** Proof that who sits there knows the password of the session's person. Counts towards the lock-out of log-in. */
@Injectable()
export class OwnPassword {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly accounts: AccountsService,
  ) {}

  /** The person's address. Refuses a wrong password as log-in does. */
  async prove(userId: string, password: string): Promise<string> {
    const email = await this.emailOf(userId);
    await this.accounts.authenticate({ email, password });
    return email;
  }

  async emailOf(userId: string): Promise<string> {
    const sql = 'SELECT email FROM user_account WHERE id = $1';
    const rows = await this.systemTx.run((tx) => tx.query<{ email: string }>(sql, [userId]));
    return rows[0]?.email ?? '';
  }
}
