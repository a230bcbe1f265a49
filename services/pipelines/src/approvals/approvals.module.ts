import { Module } from '@nestjs/common';
import { EngineModule } from '../engine/engine.module.js';
import { ActivityReader } from './activity.reader.js';
import { ApprovalActionsService } from './approval-actions.service.js';
import { ApprovalEnding } from './approval-ending.js';
import { ApprovalExpiry } from './approval-expiry.js';
import { ApprovalHandlers } from './approval.handlers.js';
import { ApprovalLock } from './approval-lock.js';
import { ApprovalRequestsController } from './approval-requests.controller.js';
import { ApprovalSuperseder } from './approval-superseder.js';
import { ApprovalsController } from './approvals.controller.js';
import { ApprovalsQueries } from './approvals.queries.js';
import { ApprovalsReader } from './approvals.reader.js';
import { ApprovalsService } from './approvals.service.js';
import { DelegationsController } from './delegations.controller.js';
import { DelegationsService } from './delegations.service.js';
import { EvidenceQueries } from './evidence.queries.js';
import { FailureAnswersService } from './failure-answers.service.js';
import { SubmittedRequests } from './submitted-requests.js';
import { VotersQueries } from './voters.queries.js';

@Module({
  imports: [EngineModule],
  controllers: [ApprovalsController, ApprovalRequestsController, DelegationsController],
  providers: [
    ActivityReader,
    ApprovalActionsService,
    ApprovalEnding,
    ApprovalExpiry,
    ApprovalHandlers,
    ApprovalLock,
    ApprovalSuperseder,
    ApprovalsQueries,
    ApprovalsReader,
    ApprovalsService,
    DelegationsService,
    EvidenceQueries,
    FailureAnswersService,
    SubmittedRequests,
    VotersQueries,
  ],
  exports: [ApprovalLock, ApprovalsQueries, ApprovalsReader, SubmittedRequests, VotersQueries],
})
export class ApprovalsModule {}
