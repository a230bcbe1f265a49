import { Module } from '@nestjs/common';
import { ExecutionsModule } from '../executions/executions.module.js';
import { ComparisonsController } from './comparisons.controller.js';
import { ComparisonsQueries } from './comparisons.queries.js';
import { ComparisonsService } from './comparisons.service.js';

@Module({
  imports: [ExecutionsModule],
  controllers: [ComparisonsController],
  providers: [ComparisonsQueries, ComparisonsService],
})
export class ComparisonsModule {}
