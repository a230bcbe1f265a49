import { Module } from '@nestjs/common';
import { CommittedLines } from './committed-lines.js';
import { GroupCommit } from './group-commit.js';
import { IngestController } from './ingest.controller.js';
import { IngestService } from './ingest.service.js';
import { LogPartitions } from './log-partitions.js';
import { LogWriter } from './log-writer.js';

@Module({
  controllers: [IngestController],
  providers: [IngestService, GroupCommit, LogWriter, CommittedLines, LogPartitions],
  exports: [CommittedLines],
})
export class IngestModule {}
