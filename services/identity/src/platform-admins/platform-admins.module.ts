import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { IDENTITY_CONFIG, readIdentityConfig } from '../identity.config.js';
import { ImpersonationModule } from '../impersonation/impersonation.module.js';
import { PlatformAuditModule } from '../platform-audit/platform-audit.module.js';
import { PlatformAdminsController } from './platform-admins.controller.js';
import { PlatformAdminsRepository } from './platform-admins.repository.js';
import { PlatformAdminsService } from './platform-admins.service.js';
import { PlatformStanding } from './platform-standing.js';

@Module({
  imports: [AccountsModule, ImpersonationModule, PlatformAuditModule],
  controllers: [PlatformAdminsController],
  providers: [
    PlatformAdminsService,
    PlatformAdminsRepository,
    PlatformStanding,
    { provide: IDENTITY_CONFIG, useFactory: () => readIdentityConfig() },
  ],
  exports: [PlatformAdminsService, PlatformAdminsRepository, PlatformStanding],
})
export class PlatformAdminsModule {}
