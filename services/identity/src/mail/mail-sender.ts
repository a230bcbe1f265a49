import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { fp, LOGGER, type Logger, SystemTx } from '@throughline/platform';
import { afterFailure } from './delivery-failure.js';
import { MailBodies } from './mail-body.js';
import { MAIL_TRANSPORT, type MailTransport } from './mail-transport.js';
import { MailRepository, type MailRow, type Settlement } from './mail.repository.js';

/** Shorter than the claim: who is given up here has not begun a second time. */
const SEND_LIMIT_MS = 30_000;
const DELIVERED: Settlement = { trigger: 'deliver', reason: null, waitMs: 0 };

/**
 * Sends committed mail. Any number may run. Nothing is sent within a transaction: a mail is claimed, sent and settled,
 * so a crash in between sends it once more and never loses it.
 */
@Injectable()
export class MailSender implements OnApplicationShutdown {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly repository: MailRepository,
    private readonly bodies: MailBodies,
    @Inject(MAIL_TRANSPORT) private readonly transport: MailTransport,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Sends what is due, one after the other, or ends after the mail at hand when it is told to stop. Resolves to the
   * number of mails that were tried.
   */
  async drain(stopping?: AbortSignal): Promise<number> {
    for (let tried = 0; ; tried++) {
      const mail = stopping?.aborted ? undefined : await this.systemTx.run((tx) => this.repository.claim(tx));
      if (!mail) return tried;
      fp('mail.after_claim');
      const settlement = await this.attempt(mail);
      fp('mail.after_send');
      await this.systemTx.run((tx) => this.repository.settle(tx, mail, settlement));
    }
  }

  onApplicationShutdown(): void {
    this.transport.close();
  }

  private async attempt(mail: MailRow): Promise<Settlement> {
    try {
      await withLimit(this.hand(mail));
      return DELIVERED;
    } catch (error) {
      const settlement = afterFailure(error, mail.attempts);
      const { trigger, reason } = settlement;
      this.logger.warn(
        { mailId: mail.id, kind: mail.kind, attempts: mail.attempts, trigger, reason },
        'mail not taken',
      );
      return settlement;
    }
  }

  private async hand(mail: MailRow): Promise<void> {
    const { text, html } = await this.bodies.open(mail.id, mail.body_sealed);
    const { id, recipient: to, subject, created_at: createdAt } = mail;
    await this.transport.send({ id, to, subject, text, html, createdAt });
  }
}

async function withLimit(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${SEND_LIMIT_MS} ms`)), SEND_LIMIT_MS);
  });
  await Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
