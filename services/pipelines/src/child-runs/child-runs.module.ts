import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/directory.module.js';
import { EngineModule } from '../engine/engine.module.js';
import { GitModule } from '../git/git.module.js';
import { ChildAdmission } from './child-admission.js';
import { ChildCanceller } from './child-canceller.js';
import { ChildRunEnds } from './child-run-ends.js';
import { ChildRunHandlers } from './child-run.handlers.js';
import { ChildRunsRepository } from './child-runs.repository.js';
import { ChildStarter } from './child-starter.js';
import { ChildWaitsRepository } from './child-waits.repository.js';
import { DueChildRuns } from './due-child-runs.js';

/** Executions that nodes of other executions have started. */
@Module({
  imports: [DirectoryModule, EngineModule, GitModule],
  providers: [
    ChildAdmission,
    ChildCanceller,
    ChildRunEnds,
    ChildRunHandlers,
    ChildRunsRepository,
    ChildStarter,
    ChildWaitsRepository,
    DueChildRuns,
  ],
})
export class ChildRunsModule {}
