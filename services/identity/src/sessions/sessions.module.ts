import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { KeysModule } from '../keys/keys.module.js';
import { AccessTokens } from './access-tokens.js';
import { AuthController } from './auth.controller.js';
import { AuthService } from './auth.service.js';
import { RefreshCookie } from './refresh-cookie.js';
import { RefreshTokens } from './refresh-tokens.js';
import { SessionsRepository } from './sessions.repository.js';
import { SessionsService } from './sessions.service.js';

@Module({
  imports: [AccountsModule, KeysModule],
  controllers: [AuthController],
  providers: [AuthService, SessionsService, SessionsRepository, RefreshTokens, RefreshCookie, AccessTokens],
  exports: [AccessTokens],
})
export class SessionsModule {}
