import { Inject, Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import { IDENTITY_CONFIG, type IdentityConfig } from '../identity.config.js';
import { Mailer } from '../mail/mailer.js';
import type { InvitationLetter, InvitationMail } from './invitation-mail.js';

/** Invitations go out with the other mail. Where mail is only kept in files, the inviter is shown the link as well. */
@Injectable()
export class PostedInvitationMail implements InvitationMail {
  constructor(
    private readonly mailer: Mailer,
    @Inject(IDENTITY_CONFIG) private readonly config: IdentityConfig,
  ) {}

  async post(tx: Tx, letters: readonly InvitationLetter[]): Promise<boolean> {
    for (const { email, inviterName, organizationName, roleName, acceptUrl } of letters) {
      const names = { inviter: inviterName, organization: organizationName, role: roleName };
      await this.mailer.post(tx, { to: email, content: { kind: 'invitation', ...names, link: acceptUrl } });
    }
    return this.config.SMTP_URL !== undefined;
  }
}
