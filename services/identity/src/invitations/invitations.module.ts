import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { MembershipChangesModule } from '../members/membership-changes.module.js';
import { OrganizationsModule } from '../organizations/organizations.module.js';
import { AcceptanceController } from './acceptance.controller.js';
import { InvitationAcceptance } from './invitation-acceptance.js';
import { InvitationLookup } from './invitation-lookup.js';
import { InvitationsController } from './invitations.controller.js';
import { InvitationsRepository } from './invitations.repository.js';
import { InvitationsService } from './invitations.service.js';

@Module({
  imports: [AccountsModule, OrganizationsModule, MembershipChangesModule],
  controllers: [InvitationsController, AcceptanceController],
  providers: [InvitationsService, InvitationAcceptance, InvitationLookup, InvitationsRepository],
})
export class InvitationsModule {}
