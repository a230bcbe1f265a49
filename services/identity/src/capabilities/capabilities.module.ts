import { Module } from '@nestjs/common';
import { EntitlementsModule } from '../entitlements/entitlements.module.js';
import { GrantsModule } from '../grants/grants.module.js';
import { CapabilitiesController } from './capabilities.controller.js';
import { CapabilitiesQueries } from './capabilities.queries.js';

@Module({
  imports: [EntitlementsModule, GrantsModule],
  controllers: [CapabilitiesController],
  providers: [CapabilitiesQueries],
})
export class CapabilitiesModule {}
