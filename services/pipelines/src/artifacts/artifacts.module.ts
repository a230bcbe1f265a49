import { Module } from '@nestjs/common';
import { ArtifactDeletion } from './artifact-deletion.js';
import { ArtifactsController } from './artifacts.controller.js';
import { ArtifactsReader } from './artifacts.reader.js';
import { BlobsRepository } from './blobs.repository.js';
import { BlobSweeper } from './blob-sweeper.js';

@Module({
  controllers: [ArtifactsController],
  providers: [ArtifactDeletion, ArtifactsReader, BlobsRepository, BlobSweeper],
})
export class ArtifactsModule {}
