import { Module } from '@nestjs/common';
import { GrantsModule } from '../grants/grants.module.js';
import { MembershipChangesModule } from '../members/membership-changes.module.js';
import { ServiceAccountAuthorityModule } from '../service-accounts/service-account-authority.module.js';
import { PermissionsController } from './permissions.controller.js';
import { RolePresetsService } from './role-presets.service.js';
import { RolesController } from './roles.controller.js';
import { RolesService } from './roles.service.js';

@Module({
  imports: [MembershipChangesModule, GrantsModule, ServiceAccountAuthorityModule],
  controllers: [RolesController, PermissionsController],
  providers: [RolesService, RolePresetsService],
})
export class RolesModule {}
