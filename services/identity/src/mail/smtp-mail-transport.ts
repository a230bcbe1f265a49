import { createTransport } from 'nodemailer';
import { composeMail } from './compose-mail.js';
import type { MailTransport, OutgoingMail } from './mail-transport.js';
import { smtpSettings } from './smtp-settings.js';

/** Hands mail to an SMTP server. */
export class SmtpMailTransport implements MailTransport {
  private readonly transport;

  constructor(
    smtpUrl: string,
    private readonly from: string,
  ) {
    this.transport = createTransport(smtpSettings(smtpUrl));
  }

  async send(mail: OutgoingMail): Promise<void> {
    await this.transport.sendMail(composeMail(this.from, mail));
  }

  close(): void {
    this.transport.close();
  }
}
