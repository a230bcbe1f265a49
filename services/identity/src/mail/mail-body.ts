import { Injectable } from '@nestjs/common';
import { SecretBox } from '@throughline/platform';

export interface MailBody {
  text: string;
  html: string;
}

/** The bodies of mails, sealed: they hold links that let somebody in. */
@Injectable()
export class MailBodies {
  constructor(private readonly box: SecretBox) {}

  seal(mailId: string, { text, html }: MailBody): Promise<string> {
    return this.box.seal(ownerOf(mailId), JSON.stringify({ text, html }));
  }

  async open(mailId: string, sealed: string): Promise<MailBody> {
    return JSON.parse(await this.box.open(ownerOf(mailId), sealed)) as MailBody;
  }
}

const ownerOf = (mailId: string): string => `installation/mail_message/${mailId}/body`;
