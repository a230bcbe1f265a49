import { Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import type { Tx } from '@throughline/platform';
import { MailBodies } from './mail-body.js';
import type { MailContent } from './mail-content.js';
import { letterOf } from './mail-templates.js';
import { MailRepository } from './mail.repository.js';
import { renderLetter } from './render-letter.js';

/** Channel on which a commit with mail wakes the sender; only a hint, the sender looks by itself as well. */
export const MAIL_CHANNEL = 'mail';

/** So many of a kind reach one address within an hour, whoever asks for them. */
const MOST_PER_HOUR = 5;

export interface Mail {
  to: string;
  content: MailContent;
}

/** Writes mail as part of a command: it is sent if, and only if, the command commits. */
@Injectable()
export class Mailer {
  constructor(
    private readonly repository: MailRepository,
    private readonly bodies: MailBodies,
  ) {}

  /** A mail that follows from what its reader did, or from what was done to their account. */
  async post(tx: Tx, mail: Mail): Promise<void> {
    await this.write(tx, mail, null);
  }

  /**
   * A mail that a stranger can ask for. Beyond five of its kind to the address within the hour it is kept back; so it
   * is with a reason given. In each case the same statements run, so that the time taken tells nothing.
   */
  async postOnDemand(tx: Tx, mail: Mail, reasonToWithhold: string | null = null): Promise<void> {
    const recent = await this.repository.countOfLastHour(tx, mail.to, mail.content.kind);
    const tooMany = recent >= MOST_PER_HOUR ? `${MOST_PER_HOUR} of this kind went to the address within an hour` : null;
    await this.write(tx, mail, reasonToWithhold ?? tooMany);
  }

  private async write(tx: Tx, { to, content }: Mail, reason: string | null): Promise<void> {
    const id = newId();
    const { subject, ...body } = renderLetter(letterOf(content));
    const body_sealed = await this.bodies.seal(id, body);
    const state = reason === null ? 'queued' : 'withheld';
    await this.repository.insert(tx, { id, kind: content.kind, recipient: to, subject, body_sealed, state, reason });
    tx.hint(MAIL_CHANNEL);
  }
}
