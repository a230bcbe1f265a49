import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/catalog.module.js';
import { EntitlementsModule } from '../entitlements/entitlements.module.js';
import { OrganizationsModule } from '../organizations/organizations.module.js';
import { ProjectStackEvents } from './project-stack.events.js';
import { ProjectsController } from './projects.controller.js';
import { ProjectsRepository } from './projects.repository.js';
import { ProjectsService } from './projects.service.js';

@Module({
  imports: [OrganizationsModule, EntitlementsModule, CatalogModule],
  controllers: [ProjectsController],
  providers: [ProjectsService, ProjectsRepository, ProjectStackEvents],
})
export class ProjectsModule {}
