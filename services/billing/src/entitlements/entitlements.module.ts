import { Module } from '@nestjs/common';
import { UsageModule } from '../usage/usage.module.js';
import { EntitlementsController } from './entitlements.controller.js';
import { EntitlementsRepository } from './entitlements.repository.js';
import { EntitlementsService } from './entitlements.service.js';

@Module({
  imports: [UsageModule],
  controllers: [EntitlementsController],
  providers: [EntitlementsService, EntitlementsRepository],
  exports: [EntitlementsService],
})
export class EntitlementsModule {}
