import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { MembershipChangesModule } from '../members/membership-changes.module.js';
import { ServiceAccountAuthorityModule } from '../service-accounts/service-account-authority.module.js';
import { GrantSubjects } from './grant-subjects.js';
import { GrantsController } from './grants.controller.js';
import { GrantsQueries } from './grants.queries.js';
import { GrantsRepository } from './grants.repository.js';
import { GrantsService } from './grants.service.js';

@Module({
  imports: [AccountsModule, MembershipChangesModule, ServiceAccountAuthorityModule],
  controllers: [GrantsController],
  providers: [GrantsService, GrantsQueries, GrantSubjects, GrantsRepository],
  exports: [GrantsRepository],
})
export class GrantsModule {}
