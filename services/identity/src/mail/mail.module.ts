import { Module } from '@nestjs/common';
import { PLATFORM_CONFIG, type PlatformConfig } from '@throughline/platform';
import { join } from 'node:path';
import { IDENTITY_CONFIG, type IdentityConfig } from '../identity.config.js';
import { IdentityConfigModule } from '../identity-config.module.js';
import { MailBodies } from './mail-body.js';
import { MailController } from './mail.controller.js';
import { MailFileSink } from './mail-file-sink.js';
import { MailRepository } from './mail.repository.js';
import { MailSender } from './mail-sender.js';
import { MAIL_TRANSPORT, type MailTransport } from './mail-transport.js';
import { Mailbox } from './mailbox.js';
import { Mailer } from './mailer.js';
import { SmtpMailTransport } from './smtp-mail-transport.js';

function openTransport(config: IdentityConfig, platform: PlatformConfig): MailTransport {
  if (config.SMTP_URL !== undefined) return new SmtpMailTransport(config.SMTP_URL, config.MAIL_FROM);
  return new MailFileSink(config.MAIL_DIR ?? join(platform.WORK_DIR, 'mail'), config.MAIL_FROM);
}

@Module({
  imports: [IdentityConfigModule],
  controllers: [MailController],
  providers: [
    Mailer,
    Mailbox,
    MailBodies,
    MailRepository,
    MailSender,
    { provide: MAIL_TRANSPORT, useFactory: openTransport, inject: [IDENTITY_CONFIG, PLATFORM_CONFIG] },
  ],
  exports: [Mailer],
})
export class MailModule {}
