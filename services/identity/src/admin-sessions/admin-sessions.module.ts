import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { PlatformAuditModule } from '../platform-audit/platform-audit.module.js';
import { AdminSessionsController } from './admin-sessions.controller.js';
import { AdminSessionsService } from './admin-sessions.service.js';
import { ChallengesRepository } from './challenges.repository.js';
import { OwnPassword } from './own-password.js';
import { PasskeysController } from './passkeys.controller.js';
import { PasskeysRepository } from './passkeys.repository.js';
import { PasskeysService } from './passkeys.service.js';
import { RelyingParty } from './relying-party.js';
import { StepUpsRepository } from './step-ups.repository.js';

@Module({
  imports: [AccountsModule, PlatformAuditModule],
  controllers: [AdminSessionsController, PasskeysController],
  providers: [
    AdminSessionsService,
    PasskeysService,
    PasskeysRepository,
    ChallengesRepository,
    StepUpsRepository,
    RelyingParty,
    OwnPassword,
  ],
})
export class AdminSessionsModule {}
