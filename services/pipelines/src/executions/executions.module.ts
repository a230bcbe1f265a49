import { Module } from '@nestjs/common';
import { GitModule } from '../git/git.module.js';
import { RepositoriesModule } from '../repositories/repositories.module.js';
import { EngineModule } from '../engine/engine.module.js';
import { ExecutionStarter } from './execution-starter.js';
import { ExecutionsController } from './executions.controller.js';
import { ExecutionsQueries } from './executions.queries.js';
import { ExecutionsService } from './executions.service.js';

@Module({
  imports: [EngineModule, GitModule, RepositoriesModule],
  controllers: [ExecutionsController],
  providers: [ExecutionStarter, ExecutionsQueries, ExecutionsService],
  exports: [ExecutionsQueries],
})
export class ExecutionsModule {}
