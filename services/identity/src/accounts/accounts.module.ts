import { Module } from '@nestjs/common';
import { IdentityConfigModule } from '../identity-config.module.js';
import { KeysModule } from '../keys/keys.module.js';
import { MailModule } from '../mail/mail.module.js';
import { SecurityLogModule } from '../security-log/security-log.module.js';
import { AccountLinks } from './account-links.js';
import { AccountNews } from './account-news.js';
import { AccountsRepository } from './accounts.repository.js';
import { AccountsService } from './accounts.service.js';
import { Authority } from './authority.js';
import { LoginAttemptsRepository } from './login-attempts.repository.js';
import { MeController } from './me.controller.js';
import { MeQueries } from './me.queries.js';
import { PasswordHasher } from './password-hasher.js';
import { SignUpMail } from './sign-up-mail.js';
import { SignUpsRepository } from './sign-ups.repository.js';
import { SignUpsService } from './sign-ups.service.js';

@Module({
  imports: [IdentityConfigModule, KeysModule, MailModule, SecurityLogModule],
  controllers: [MeController],
  providers: [
    AccountsService,
    AccountsRepository,
    SignUpsService,
    SignUpsRepository,
    SignUpMail,
    LoginAttemptsRepository,
    PasswordHasher,
    MeQueries,
    Authority,
    AccountLinks,
    AccountNews,
  ],
  exports: [
    AccountsService,
    AccountsRepository,
    SignUpsService,
    PasswordHasher,
    MeQueries,
    Authority,
    AccountLinks,
    AccountNews,
  ],
})
export class AccountsModule {}
