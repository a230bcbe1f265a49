import { Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import { SystemTx, type Tx } from '@throughline/platform';
import { DerivedKeys } from '../keys/derived-keys.js';
import { AccountEvents } from '../security-log/account-events.js';
import type { LoginRequest, SignUpRequest } from './accounts.dto.js';
import { refuse } from './accounts.errors.js';
import { AccountsRepository } from './accounts.repository.js';
import { normalizeEmail } from './email.js';
import { admitAttempt } from './lockout.js';
import { LoginAttemptsRepository } from './login-attempts.repository.js';
import { PasswordHasher } from './password-hasher.js';

/** People's accounts: making one, and proving that one is yours. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly accounts: AccountsRepository,
    private readonly attempts: LoginAttemptsRepository,
    private readonly passwords: PasswordHasher,
    private readonly keys: DerivedKeys,
    private readonly events: AccountEvents,
  ) {}

  /** The new account's id. The password is hashed first in any case, so a taken address takes as long as a free one. */
  async register(request: SignUpRequest): Promise<string> {
    const password_hash = await this.passwords.hash(request.password);
    const account = { id: newId(), email: normalizeEmail(request.email), full_name: request.fullName, password_hash };
    const isNew = await this.systemTx.run(async (tx) => {
      if (!(await this.accounts.insert(tx, account))) return false;
      await this.events.record(tx, { userId: account.id, kind: 'signed_up' });
      return true;
    });
    if (!isNew) throw refuse('email_taken');
    return account.id;
  }

  /** The id of the account whose password this is. An unknown address costs and answers what a wrong password does. */
  async authenticate(request: LoginRequest): Promise<string> {
    const email = normalizeEmail(request.email);
    const addressKey = this.keys.mac('login-attempt', email);
    const admitted = await this.systemTx.run((tx) => this.admit(tx, addressKey, email));
    if (!admitted) throw refuse('login_locked');
    const isRight = await this.passwords.matches(admitted.account?.password_hash, request.password);
    if (!isRight || !admitted.account) throw refuse('login_failed');
    await this.systemTx.run(async (tx) => {
      await this.attempts.forget(tx, addressKey);
      await this.events.succeeded(tx, admitted.attemptId);
    });
    return admitted.account.id;
  }

  private async admit(tx: Tx, addressKey: Buffer, email: string) {
    const { record, now } = await this.attempts.lock(tx, addressKey);
    const admission = admitAttempt(record, now);
    if (!admission.admitted) return undefined;
    await this.attempts.count(tx, addressKey, admission.failures, admission.lockedUntil);
    const account = await this.accounts.byEmail(tx, email);
    return { account, attemptId: await this.events.attempted(tx, account?.id ?? null) };
  }
}
