import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { ApiKeysModule } from '../api-keys/api-keys.module.js';
import { PlatformAdminsModule } from '../platform-admins/platform-admins.module.js';
import { PlatformAuditModule } from '../platform-audit/platform-audit.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { AccountDisabling } from './account-disabling.js';
import { PlatformAccountsController } from './platform-accounts.controller.js';
import { PlatformAccountsRepository } from './platform-accounts.repository.js';
import { PlatformAccountsService } from './platform-accounts.service.js';

@Module({
  imports: [AccountsModule, ApiKeysModule, PlatformAdminsModule, PlatformAuditModule, SessionsModule],
  controllers: [PlatformAccountsController],
  providers: [PlatformAccountsService, PlatformAccountsRepository, AccountDisabling],
})
export class PlatformAccountsModule {}
