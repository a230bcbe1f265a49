import { Module } from '@nestjs/common';
import { ApprovalsModule } from '../approvals/approvals.module.js';
import { ChangeRequestsController } from './change-requests.controller.js';
import { ChangeRequestsQueries } from './change-requests.queries.js';
import { ChangeRequestsReader } from './change-requests.reader.js';
import { ChangeRequestsRepository } from './change-requests.repository.js';
import { ChangeRequestsService } from './change-requests.service.js';

@Module({
  imports: [ApprovalsModule],
  controllers: [ChangeRequestsController],
  providers: [ChangeRequestsQueries, ChangeRequestsReader, ChangeRequestsRepository, ChangeRequestsService],
})
export class ChangeRequestsModule {}
