import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { EntitlementsModule } from '../entitlements/entitlements.module.js';
import { AuthorityQueries } from '../grants/authority.queries.js';
import { OrganizationsRepository } from '../organizations/organizations.repository.js';
import { RolesRepository } from '../roles/roles.repository.js';
import { ActingMembers } from './acting-members.js';
import { MembersRepository } from './members.repository.js';
import { MembershipChanges } from './membership-changes.js';

/** What commands need of memberships and roles; apart from the routes, which need each other's. */
@Module({
  imports: [AccountsModule, EntitlementsModule],
  providers: [
    MembershipChanges,
    MembersRepository,
    RolesRepository,
    AuthorityQueries,
    ActingMembers,
    OrganizationsRepository,
  ],
  exports: [
    MembershipChanges,
    MembersRepository,
    RolesRepository,
    AuthorityQueries,
    ActingMembers,
    OrganizationsRepository,
  ],
})
export class MembershipChangesModule {}
