import { Module } from '@nestjs/common';
import { GrantsModule } from '../grants/grants.module.js';
import { CapabilitiesController } from './capabilities.controller.js';
import { CapabilitiesQueries } from './capabilities.queries.js';

@Module({ imports: [GrantsModule], controllers: [CapabilitiesController], providers: [CapabilitiesQueries] })
export class CapabilitiesModule {}
