import { Injectable } from '@nestjs/common';
import { type Principal, SystemTx } from '@throughline/platform';
import { accountOwner } from '../accounts/account-owner.js';
import { AccountsService } from '../accounts/accounts.service.js';
import { demandGoodPassword } from '../accounts/demand-good-password.js';
import { PasswordHasher } from '../accounts/password-hasher.js';
import { AddressChangesService } from './address-changes.service.js';
import type { ChangeAddressRequest, ChangePasswordRequest } from './credentials.dto.js';
import { NewPasswords } from './new-passwords.js';

/** What a person signs in with, changed by that person: each change asks for the current password once more. */
@Injectable()
export class CredentialsService {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly accounts: AccountsService,
    private readonly passwords: PasswordHasher,
    private readonly newPasswords: NewPasswords,
    private readonly addressChanges: AddressChangesService,
  ) {}

  /** Sets another password. The session of this request goes on, all others end. */
  async changePassword(principal: Principal, request: ChangePasswordRequest): Promise<void> {
    const userId = accountOwner(principal);
    const account = await this.accounts.reauthenticate(userId, request.currentPassword);
    demandGoodPassword(request.newPassword, { email: account.email, fullName: account.full_name }, '/newPassword');
    const passwordHash = await this.passwords.hash(request.newPassword);
    const change = { passwordHash, keep: principal.sessionId, reason: 'password_changed' as const };
    await this.systemTx.run((tx) => this.newPasswords.set(tx, account, change));
  }

  /** Begins the move to another address. */
  changeAddress(principal: Principal, request: ChangeAddressRequest): Promise<void> {
    return this.addressChanges.request(accountOwner(principal), request);
  }
}
