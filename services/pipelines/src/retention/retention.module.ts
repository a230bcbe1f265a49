import { Module } from '@nestjs/common';
import { BlobsRepository } from '../artifacts/blobs.repository.js';
import { ExpiredRepository } from './expired.repository.js';
import { RetentionController } from './retention.controller.js';
import { RetentionFacts } from './retention-facts.js';
import { RetentionRepository } from './retention.repository.js';
import { RetentionService } from './retention.service.js';
import { RetentionSweeper } from './retention-sweeper.js';

/** How long artifacts and logs of runs that are over are kept. */
@Module({
  controllers: [RetentionController],
  providers: [
    BlobsRepository,
    ExpiredRepository,
    RetentionFacts,
    RetentionRepository,
    RetentionService,
    RetentionSweeper,
  ],
})
export class RetentionModule {}
