import { Module } from '@nestjs/common';
import { ApprovalRequester } from '../approvals/approval-requester.js';
import { FailureRequester } from '../approvals/failure-requester.js';
import { EvidenceQueries } from '../approvals/evidence.queries.js';
import { ChildRequester } from '../child-runs/child-requester.js';
import { ChildRunsRepository } from '../child-runs/child-runs.repository.js';
import { ChangeWriter } from './change-writer.js';
import { DeploymentHandlers } from './deployment.handlers.js';
import { DeploymentRequester } from './deployment-requester.js';
import { DriveHandover } from './drive-handover.js';
import { DrivesRepository } from './drives.repository.js';
import { DriveStore } from './drive-store.js';
import { EngineDriver } from './engine-driver.js';
import { DirectoryModule } from '../directory/directory.module.js';
import { PipelinesRepository } from '../definitions/pipelines.repository.js';
import { EvidenceFactsReader } from '../evidence/evidence-facts.reader.js';
import { GateEvidence } from '../evidence/gate-evidence.js';
import { NamedValuesModule } from '../named-values/named-values.module.js';
import { ExecutionCreator } from './execution-creator.js';
import { ExecutionEngine } from './execution-engine.js';
import { ExecutionNumbers } from './execution-numbers.js';
import { ExecutionEvents } from './execution.events.js';
import { ExecutionsRepository } from './executions.repository.js';
import { JobDispatcher } from './job-dispatcher.js';
import { NodeEffects } from './node-effects.js';
import { NodeRetries } from './node-retries.js';
import { Timers } from './timers.js';
import { TimersRepository } from './timers.repository.js';
import { Turns } from './turns.js';
import { TurnsRepository } from './turns.repository.js';
import { FiringsRepository } from '../triggers/firings.repository.js';
import { FollowUpsRepository } from '../triggers/follow-ups.repository.js';
import { Followers } from '../triggers/followers.js';

/** The engine and everything that follows from a node's state; the features bring events to it. */
@Module({
  imports: [DirectoryModule, NamedValuesModule],
  providers: [
    ChangeWriter,
    ChildRequester,
    ChildRunsRepository,
    DriveHandover,
    DrivesRepository,
    DriveStore,
    EngineDriver,
    ExecutionCreator,
    PipelinesRepository,
    ApprovalRequester,
    DeploymentHandlers,
    DeploymentRequester,
    EvidenceFactsReader,
    EvidenceQueries,
    FailureRequester,
    ExecutionEngine,
    ExecutionEvents,
    ExecutionNumbers,
    ExecutionsRepository,
    FiringsRepository,
    Followers,
    FollowUpsRepository,
    GateEvidence,
    JobDispatcher,
    NodeEffects,
    NodeRetries,
    Timers,
    TimersRepository,
    Turns,
    TurnsRepository,
  ],
  exports: [ExecutionCreator, ExecutionEngine, ExecutionsRepository, PipelinesRepository],
})
export class EngineModule {}
