import { Injectable } from '@nestjs/common';
import { SystemTx, type Tx } from '@throughline/platform';
import { DerivedKeys } from '../keys/derived-keys.js';
import { AccountEvents } from '../security-log/account-events.js';
import type { LoginRequest } from './accounts.dto.js';
import { refuse } from './accounts.errors.js';
import { type AccountRow, AccountsRepository } from './accounts.repository.js';
import { normalizeEmail } from './email.js';
import { admitAttempt } from './lockout.js';
import { LoginAttemptsRepository } from './login-attempts.repository.js';
import { PasswordHasher } from './password-hasher.js';
import { SignUpsRepository } from './sign-ups.repository.js';

/** Proving that an account is yours. Wrong passwords count by address, wherever they are tried. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly accounts: AccountsRepository,
    private readonly signUps: SignUpsRepository,
    private readonly attempts: LoginAttemptsRepository,
    private readonly passwords: PasswordHasher,
    private readonly keys: DerivedKeys,
    private readonly events: AccountEvents,
  ) {}

  /**
   * The id of the account whose password this is. An unknown address costs and answers what a wrong password does; that
   * an address is not verified, or an account disabled, is told to who knows the password.
   */
  async authenticate(request: LoginRequest): Promise<string> {
    const email = normalizeEmail(request.email);
    const known = await this.tryPassword(email, request.password, 'logged_in');
    if (!known) throw refuse('login_failed');
    if (!known.account) throw refuse('address_unverified');
    if (known.account.disabled_at) throw refuse('account_disabled');
    return known.account.id;
  }

  /** The account of a person who proves once more that it is theirs. Refuses `password_wrong` and `login_locked`. */
  async reauthenticate(userId: string, password: string): Promise<AccountRow> {
    const email = await this.systemTx.run(async (tx) => (await this.accounts.byId(tx, userId))?.email);
    if (email === undefined) throw refuse('person_required');
    const account = (await this.tryPassword(email, password, 'reauthenticated'))?.account;
    const fields = [{ pointer: '/currentPassword', message: 'this is not your current password' }];
    if (account?.id !== userId) throw refuse('password_wrong', undefined, fields);
    return account;
  }

  /** Lifts the lock of an address: its owner has proven themselves in another way. */
  async forgetAttempts(tx: Tx, email: string): Promise<void> {
    await this.attempts.forget(tx, this.keys.mac('login-attempt', email));
  }

  /** Undefined for a wrong password and an unknown address; without an account when only a sign-up waits. */
  private async tryPassword(
    email: string,
    password: string,
    kind: 'logged_in' | 'reauthenticated',
  ): Promise<{ account: AccountRow | undefined } | undefined> {
    const addressKey = this.keys.mac('login-attempt', email);
    const admitted = await this.systemTx.run((tx) => this.admit(tx, addressKey, email));
    if (!admitted) throw refuse('login_locked');
    const { account, waitingHash, attemptId } = admitted;
    if (!(await this.passwords.matches(account?.password_hash ?? waitingHash, password))) return undefined;
    await this.systemTx.run(async (tx) => {
      await this.attempts.forget(tx, addressKey);
      if (!account?.disabled_at) await this.events.succeeded(tx, attemptId, kind);
    });
    return { account };
  }

  private async admit(tx: Tx, addressKey: Buffer, email: string) {
    const { record, now } = await this.attempts.lock(tx, addressKey);
    const admission = admitAttempt(record, now);
    if (!admission.admitted) return undefined;
    await this.attempts.count(tx, addressKey, admission.failures, admission.lockedUntil);
    const account = await this.accounts.byEmail(tx, email);
    const waitingHash = await this.signUps.passwordHashOf(tx, email);
    return { account, waitingHash, attemptId: await this.events.attempted(tx, account?.id ?? null) };
  }
}
