import { Module } from '@nestjs/common';
import { EngineModule } from '../engine/engine.module.js';
import { ExecutionsModule } from '../executions/executions.module.js';
import { KeptFilesRepository } from '../kept-files/kept-files.repository.js';
import { RepositoriesModule } from '../repositories/repositories.module.js';
import { ConfigChangesHandlers } from './config-changes.handlers.js';
import { ReplayPreparation } from './replay-preparation.js';
import { ReplaysController } from './replays.controller.js';
import { ReplaysQueries } from './replays.queries.js';
import { ReplaysService } from './replays.service.js';

/** Executions that repeat others. */
@Module({
  imports: [EngineModule, ExecutionsModule, RepositoriesModule],
  controllers: [ReplaysController],
  providers: [ConfigChangesHandlers, KeptFilesRepository, ReplayPreparation, ReplaysQueries, ReplaysService],
})
export class ReplaysModule {}
