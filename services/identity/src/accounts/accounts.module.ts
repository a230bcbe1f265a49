import { Module } from '@nestjs/common';
import { KeysModule } from '../keys/keys.module.js';
import { SecurityLogModule } from '../security-log/security-log.module.js';
import { AccountsRepository } from './accounts.repository.js';
import { AccountsService } from './accounts.service.js';
import { Authority } from './authority.js';
import { LoginAttemptsRepository } from './login-attempts.repository.js';
import { MeController } from './me.controller.js';
import { MeQueries } from './me.queries.js';
import { PasswordHasher } from './password-hasher.js';

@Module({
  imports: [KeysModule, SecurityLogModule],
  controllers: [MeController],
  providers: [AccountsService, AccountsRepository, LoginAttemptsRepository, PasswordHasher, MeQueries, Authority],
  exports: [AccountsService, MeQueries, Authority],
})
export class AccountsModule {}
