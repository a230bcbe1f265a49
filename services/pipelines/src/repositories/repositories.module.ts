import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/directory.module.js';
import { GitModule } from '../git/git.module.js';
import { BranchRulesController } from './branch-rules.controller.js';
import { BranchRulesRepository } from './branch-rules.repository.js';
import { BranchRulesService } from './branch-rules.service.js';
import { HookSecrets } from './hook-secrets.js';
import { KnownProjects } from './known-projects.js';
import { MirrorClearance } from './mirror-clearance.js';
import { RepositoriesController } from './repositories.controller.js';
import { RepositoriesRepository } from './repositories.repository.js';
import { RepositoriesService } from './repositories.service.js';
import { DueStacks } from '../stacks/due-stacks.js';
import { StackAnnouncement } from '../stacks/stack-announcement.js';
import { StackDetector } from '../stacks/stack-detector.js';
import { TriggerInputsModule } from '../triggers/trigger-inputs.module.js';

@Module({
  imports: [DirectoryModule, GitModule, TriggerInputsModule],
  controllers: [RepositoriesController, BranchRulesController],
  providers: [
    BranchRulesRepository,
    BranchRulesService,
    DueStacks,
    HookSecrets,
    KnownProjects,
    MirrorClearance,
    RepositoriesRepository,
    RepositoriesService,
    StackAnnouncement,
    StackDetector,
  ],
  exports: [BranchRulesService, HookSecrets, RepositoriesRepository],
})
export class RepositoriesModule {}
