import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/directory.module.js';
import { EngineModule } from '../engine/engine.module.js';
import { GitModule } from '../git/git.module.js';
import { RepositoriesModule } from '../repositories/repositories.module.js';
import { WebhooksModule } from '../webhooks/webhooks.module.js';
import { BranchFiles } from './branch-files.js';
import { CommitRecord } from './commit-record.js';
import { DraftExpiry } from './draft-expiry.js';
import { FileCommitter } from './file-committer.js';
import { PipelineCommits } from './pipeline-commits.js';
import { PipelineDrafts } from './pipeline-drafts.js';
import { PipelineDraftsController } from './pipeline-drafts.controller.js';
import { PipelineDraftsRepository } from './pipeline-drafts.repository.js';
import { PipelineFileReader } from './pipeline-file.reader.js';
import { PipelineFilesController } from './pipeline-files.controller.js';

/** Pipelines that are edited here: what is saved becomes a commit of the repository. */
@Module({
  imports: [DirectoryModule, EngineModule, GitModule, RepositoriesModule, WebhooksModule],
  controllers: [PipelineFilesController, PipelineDraftsController],
  providers: [
    ...[BranchFiles, CommitRecord, FileCommitter, PipelineCommits, PipelineFileReader],
    ...[DraftExpiry, PipelineDrafts, PipelineDraftsRepository],
  ],
})
export class EditingModule {}
