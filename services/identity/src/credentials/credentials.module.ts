import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { MailModule } from '../mail/mail.module.js';
import { SecurityLogModule } from '../security-log/security-log.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { AddressChangesRepository } from './address-changes.repository.js';
import { AddressChangesService } from './address-changes.service.js';
import { CredentialsController } from './credentials.controller.js';
import { CredentialsService } from './credentials.service.js';
import { NewPasswords } from './new-passwords.js';
import { PasswordResetRequests } from './password-reset-requests.service.js';
import { PasswordResetsRepository } from './password-resets.repository.js';
import { PasswordResetsService } from './password-resets.service.js';
import { RecoveryController } from './recovery.controller.js';

@Module({
  imports: [AccountsModule, SessionsModule, MailModule, SecurityLogModule],
  controllers: [CredentialsController, RecoveryController],
  providers: [
    CredentialsService,
    NewPasswords,
    PasswordResetRequests,
    PasswordResetsService,
    PasswordResetsRepository,
    AddressChangesService,
    AddressChangesRepository,
  ],
})
export class CredentialsModule {}
