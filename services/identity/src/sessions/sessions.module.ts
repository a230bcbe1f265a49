import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { IdentityConfigModule } from '../identity-config.module.js';
import { KeysModule } from '../keys/keys.module.js';
import { SecurityLogModule } from '../security-log/security-log.module.js';
import { AccessTokens } from './access-tokens.js';
import { AuthController } from './auth.controller.js';
import { AuthService } from './auth.service.js';
import { OwnSessionsController } from './own-sessions.controller.js';
import { OwnSessionsService } from './own-sessions.service.js';
import { RefreshCookie } from './refresh-cookie.js';
import { RefreshTokens } from './refresh-tokens.js';
import { SessionEndings } from './session-endings.js';
import { SessionsRepository } from './sessions.repository.js';
import { SessionsService } from './sessions.service.js';

@Module({
  imports: [IdentityConfigModule, AccountsModule, KeysModule, SecurityLogModule],
  controllers: [AuthController, OwnSessionsController],
  providers: [
    AuthService,
    SessionsService,
    OwnSessionsService,
    SessionEndings,
    SessionsRepository,
    RefreshTokens,
    RefreshCookie,
    AccessTokens,
  ],
  exports: [AccessTokens, SessionEndings],
})
export class SessionsModule {}
