import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { KeysModule } from '../keys/keys.module.js';
import { PlatformAuditModule } from '../platform-audit/platform-audit.module.js';
import { SecurityLogModule } from '../security-log/security-log.module.js';
import { ImpersonationFacts } from './impersonation-facts.js';
import { ImpersonationTokens } from './impersonation-tokens.js';
import { ImpersonationController } from './impersonation.controller.js';
import { ImpersonationRepository } from './impersonation.repository.js';
import { ImpersonationService } from './impersonation.service.js';

@Module({
  imports: [AccountsModule, KeysModule, PlatformAuditModule, SecurityLogModule],
  controllers: [ImpersonationController],
  providers: [ImpersonationService, ImpersonationRepository, ImpersonationTokens, ImpersonationFacts],
  exports: [ImpersonationRepository, ImpersonationTokens],
})
export class ImpersonationModule {}
