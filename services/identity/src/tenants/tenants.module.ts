import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { PlatformAuditModule } from '../platform-audit/platform-audit.module.js';
import { DueDeletions } from './due-deletions.js';
import { NotesController } from './notes.controller.js';
import { NotesService } from './notes.service.js';
import { OrganizationAnnouncements } from './organization-announcements.js';
import { PurgeProgressEvents } from './purge-progress.events.js';
import { StandingChanges } from './standing-changes.js';
import { StandingController } from './standing.controller.js';
import { StandingRepository } from './standing.repository.js';
import { TenantsController } from './tenants.controller.js';
import { TenantsQueries } from './tenants.queries.js';
import { TenantsService } from './tenants.service.js';

@Module({
  imports: [AccountsModule, PlatformAuditModule],
  controllers: [TenantsController, NotesController, StandingController],
  providers: [
    TenantsService,
    TenantsQueries,
    NotesService,
    StandingChanges,
    OrganizationAnnouncements,
    StandingRepository,
    DueDeletions,
    PurgeProgressEvents,
  ],
  exports: [StandingRepository, OrganizationAnnouncements],
})
export class TenantsModule {}
