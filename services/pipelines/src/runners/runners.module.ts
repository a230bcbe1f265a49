import { Module } from '@nestjs/common';
import { ArtifactUploads } from '../artifacts/artifact-uploads.js';
import { BlobsRepository } from '../artifacts/blobs.repository.js';
import { PublishedArtifacts } from '../artifacts/published-artifacts.js';
import { EngineModule } from '../engine/engine.module.js';
import { EvidenceRepository } from '../evidence/evidence.repository.js';
import { GitModule } from '../git/git.module.js';
import { KeptFiles } from '../kept-files/kept-files.service.js';
import { KeptFilesRepository } from '../kept-files/kept-files.repository.js';
import { KeptFilesSweeper } from '../kept-files/kept-files-sweeper.js';
import { RestoredFilesReader } from '../kept-files/restored-files.reader.js';
import { NodeLogsModule } from '../node-logs/node-logs.module.js';
import { NodeLogWriter } from '../node-logs/node-log-writer.js';
import { PipelineSecretsModule } from '../pipeline-secrets/pipeline-secrets.module.js';
import { HeldJobs } from './held-jobs.js';
import { JobAcquisition } from './job-acquisition.js';
import { JobHandOver } from './job-hand-over.js';
import { JobCompletion } from './job-completion.js';
import { JobQueue } from './job-queue.js';
import { JobsRepository } from './jobs.repository.js';
import { JobsService } from './jobs.service.js';
import { LeaseSweeper } from './lease-sweeper.js';
import { RunnerCare } from './runner-care.js';
import { RunnerFilesController } from './runner-files.controller.js';
import { RunnerGuard } from './runner.guard.js';
import { RunnerProtocolController } from './runner-protocol.controller.js';
import { RunnerRegistrationController } from './runner-registration.controller.js';
import { RunnerRegistry } from './runner-registry.js';
import { RunnerWorkspacesController } from './runner-workspaces.controller.js';
import { RunnersController } from './runners.controller.js';
import { RunnersReader } from './runners.reader.js';
import { WorkspacesService } from './workspaces.service.js';

@Module({
  imports: [EngineModule, GitModule, NodeLogsModule, PipelineSecretsModule],
  controllers: [
    RunnerProtocolController,
    RunnerRegistrationController,
    RunnersController,
    RunnerWorkspacesController,
    RunnerFilesController,
  ],
  providers: [
    ArtifactUploads,
    BlobsRepository,
    EvidenceRepository,
    HeldJobs,
    JobAcquisition,
    JobCompletion,
    JobHandOver,
    JobQueue,
    JobsRepository,
    JobsService,
    KeptFiles,
    KeptFilesRepository,
    KeptFilesSweeper,
    LeaseSweeper,
    NodeLogWriter,
    PublishedArtifacts,
    RestoredFilesReader,
    RunnerCare,
    RunnerGuard,
    RunnerRegistry,
    RunnersReader,
    WorkspacesService,
  ],
})
export class RunnersModule {}
