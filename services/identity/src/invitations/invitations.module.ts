import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { IdentityConfigModule } from '../identity-config.module.js';
import { MailModule } from '../mail/mail.module.js';
import { MembershipChangesModule } from '../members/membership-changes.module.js';
import { AcceptanceController } from './acceptance.controller.js';
import { InvitationAcceptance } from './invitation-acceptance.js';
import { InvitationLookup } from './invitation-lookup.js';
import { INVITATION_MAIL } from './invitation-mail.js';
import { PostedInvitationMail } from './posted-invitation-mail.js';
import { InvitationSeats } from './invitation-seats.js';
import { InvitationSender } from './invitation-sender.js';
import { InvitationsController } from './invitations.controller.js';
import { InvitationsRepository } from './invitations.repository.js';
import { InvitationsService } from './invitations.service.js';

@Module({
  imports: [AccountsModule, IdentityConfigModule, MailModule, MembershipChangesModule],
  controllers: [InvitationsController, AcceptanceController],
  providers: [
    InvitationsService,
    InvitationSender,
    InvitationSeats,
    InvitationAcceptance,
    InvitationLookup,
    InvitationsRepository,
    { provide: INVITATION_MAIL, useClass: PostedInvitationMail },
  ],
})
export class InvitationsModule {}
