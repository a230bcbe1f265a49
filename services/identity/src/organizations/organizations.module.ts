import { Module } from '@nestjs/common';
import { MembershipChangesModule } from '../members/membership-changes.module.js';
import { TenantsModule } from '../tenants/tenants.module.js';
import { ChildrenController } from './children.controller.js';
import { ChildrenService } from './children.service.js';
import { MyOrganizationsQueries } from './my-organizations.queries.js';
import { OrganizationSettings } from './organization-settings.js';
import { OrganizationsController } from './organizations.controller.js';
import { OrganizationsService } from './organizations.service.js';

@Module({
  imports: [MembershipChangesModule, TenantsModule],
  controllers: [OrganizationsController, ChildrenController],
  providers: [OrganizationsService, OrganizationSettings, MyOrganizationsQueries, ChildrenService],
  exports: [MembershipChangesModule],
})
export class OrganizationsModule {}
