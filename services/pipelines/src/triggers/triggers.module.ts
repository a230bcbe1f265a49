import { Module } from '@nestjs/common';
import { EngineModule } from '../engine/engine.module.js';
import { GitModule } from '../git/git.module.js';
import { RepositoriesModule } from '../repositories/repositories.module.js';
import { Authority } from './authority.js';
import { DueFirings } from './due-firings.js';
import { FiringAdmission } from './firing-admission.js';
import { FiringExecutions } from './firing-executions.js';
import { FiringStarter } from './firing-starter.js';
import { FiringsByHandService } from './firings-by-hand.service.js';
import { FiringsRepository } from './firings.repository.js';
import { FollowUpsController } from './follow-ups.controller.js';
import { FollowUpsRepository } from './follow-ups.repository.js';
import { FollowUpsService } from './follow-ups.service.js';
import { HeadReader } from './head-reader.js';
import { HookCallsController } from './hook-calls.controller.js';
import { HookCallsService } from './hook-calls.service.js';
import { HookTriggerSecrets } from './hook-trigger-secrets.js';
import { HookTriggersController } from './hook-triggers.controller.js';
import { HookTriggersRepository } from './hook-triggers.repository.js';
import { HookTriggersService } from './hook-triggers.service.js';
import { ScheduleTicker } from './schedule-ticker.js';
import { SchedulesController } from './schedules.controller.js';
import { SchedulesQueries } from './schedules.queries.js';
import { SchedulesReader } from './schedules.reader.js';
import { SchedulesRepository } from './schedules.repository.js';
import { SchedulesService } from './schedules.service.js';
import { StartablePipelines } from './startable-pipelines.js';
import { TimingCheck } from './timing-check.js';
import { TriggerInputsModule } from './trigger-inputs.module.js';

/** What begins executions beside a push and a person. */
@Module({
  imports: [EngineModule, GitModule, RepositoriesModule, TriggerInputsModule],
  controllers: [FollowUpsController, HookCallsController, HookTriggersController, SchedulesController],
  providers: [
    Authority,
    DueFirings,
    FiringAdmission,
    FiringExecutions,
    FiringStarter,
    FiringsByHandService,
    FiringsRepository,
    FollowUpsRepository,
    FollowUpsService,
    HeadReader,
    HookCallsService,
    HookTriggerSecrets,
    HookTriggersRepository,
    HookTriggersService,
    ScheduleTicker,
    SchedulesQueries,
    SchedulesReader,
    SchedulesRepository,
    SchedulesService,
    StartablePipelines,
    TimingCheck,
  ],
})
export class TriggersModule {}
