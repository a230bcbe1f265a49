import { Module } from '@nestjs/common';
import { IngestModule } from '../ingest/ingest.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { TailHub } from '../tail/tail-hub.js';
import { TailService } from '../tail/tail.service.js';
import { TailHints } from '../tail/tail-hints.js';
import { LogsController } from './logs.controller.js';
import { LogsQueries } from './logs.queries.js';
import { LogsService } from './logs.service.js';

@Module({
  imports: [IngestModule, LedgerModule],
  controllers: [LogsController],
  providers: [LogsService, LogsQueries, TailHub, TailHints, TailService],
})
export class LogsModule {}
