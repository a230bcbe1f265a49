import { Module } from '@nestjs/common';
import { ExecutionsModule } from '../executions/executions.module.js';
import { NodeLogsModule } from '../node-logs/node-logs.module.js';
import { ComparisonsController } from './comparisons.controller.js';
import { ComparisonsQueries } from './comparisons.queries.js';
import { ComparisonsService } from './comparisons.service.js';
import { LogComparisonsService } from './log-comparisons.service.js';

@Module({
  imports: [ExecutionsModule, NodeLogsModule],
  controllers: [ComparisonsController],
  providers: [ComparisonsQueries, ComparisonsService, LogComparisonsService],
})
export class ComparisonsModule {}
