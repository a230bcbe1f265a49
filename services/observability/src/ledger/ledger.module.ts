import { Module } from '@nestjs/common';
import { ChangesController } from './changes.controller.js';
import { ChangesQueries } from './changes.queries.js';
import { ChangesService } from './changes.service.js';
import { Ledger } from './ledger.js';
import { OverviewController } from './overview.controller.js';
import { OverviewService } from './overview.service.js';

@Module({
  controllers: [ChangesController, OverviewController],
  providers: [Ledger, ChangesQueries, ChangesService, OverviewService],
  exports: [Ledger, ChangesQueries],
})
export class LedgerModule {}
