import { Module } from '@nestjs/common';
import { OrganizationsModule } from '../organizations/organizations.module.js';
import { EnvironmentsController } from './environments.controller.js';
import { EnvironmentsService } from './environments.service.js';

@Module({ imports: [OrganizationsModule], controllers: [EnvironmentsController], providers: [EnvironmentsService] })
export class EnvironmentsModule {}
