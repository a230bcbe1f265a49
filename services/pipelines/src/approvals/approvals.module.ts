import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/directory.module.js';
import { EngineModule } from '../engine/engine.module.js';
import { ApprovalsController } from './approvals.controller.js';
import { ApprovalsQueries } from './approvals.queries.js';
import { ApprovalsReader } from './approvals.reader.js';
import { ApprovalsService } from './approvals.service.js';

@Module({
  imports: [DirectoryModule, EngineModule],
  controllers: [ApprovalsController],
  providers: [ApprovalsQueries, ApprovalsReader, ApprovalsService],
})
export class ApprovalsModule {}
