import { Module } from '@nestjs/common';
import { EntitlementLimits } from './entitlement-limits.js';
import { OrganizationEvents } from './organizations.events.js';
import { ProjectLookup } from './project-lookup.js';

@Module({
  providers: [OrganizationEvents, EntitlementLimits, ProjectLookup],
  exports: [EntitlementLimits, ProjectLookup],
})
export class OrganizationsModule {}
