import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { EntitlementsModule } from '../entitlements/entitlements.module.js';
import { MembersRepository } from './members.repository.js';
import { MembershipChanges } from './membership-changes.js';

/** What organizations and invitations need of memberships; apart from the routes, which need organizations. */
@Module({
  imports: [AccountsModule, EntitlementsModule],
  providers: [MembershipChanges, MembersRepository],
  exports: [MembershipChanges, MembersRepository],
})
export class MembershipChangesModule {}
