import { chmod, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { composeMail } from './compose-mail.js';
import type { MailTransport, OutgoingMail } from './mail-transport.js';

/** Keeps each mail as a file `<time>-<id>.eml` that only the service's account can read: mail without a mail server. */
export class MailFileSink implements MailTransport {
  private readonly composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

  constructor(
    private readonly folder: string,
    private readonly from: string,
  ) {}

  /** The file appears whole; the same mail once more replaces it. */
  async send(mail: OutgoingMail): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const { message } = await this.composer.sendMail(composeMail(this.from, mail));
    const file = join(this.folder, `${mail.createdAt.toISOString().replaceAll(/[:.]/g, '-')}-${mail.id}.eml`);
    await writeFile(`${file}.part`, message, { mode: 0o600 });
    await chmod(`${file}.part`, 0o600); // one that was left there before keeps its mode
    await rename(`${file}.part`, file);
  }

  close(): void {
    this.composer.close();
  }
}
