import { Module } from '@nestjs/common';
import { OrganizationsModule } from '../organizations/organizations.module.js';
import { ServicesController } from './services.controller.js';
import { ServicesService } from './services.service.js';

@Module({ imports: [OrganizationsModule], controllers: [ServicesController], providers: [ServicesService] })
export class ServicesModule {}
