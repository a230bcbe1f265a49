import { Module } from '@nestjs/common';
import { ArtifactsController } from './artifacts.controller.js';
import { ArtifactsReader } from './artifacts.reader.js';

@Module({ controllers: [ArtifactsController], providers: [ArtifactsReader] })
export class ArtifactsModule {}
