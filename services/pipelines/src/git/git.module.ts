import { Module } from '@nestjs/common';
import { PIPELINES_CONFIG, readPipelinesConfig } from '../pipelines.config.js';
import { GitMirror } from './git-mirror.js';

@Module({
  providers: [GitMirror, { provide: PIPELINES_CONFIG, useFactory: () => readPipelinesConfig() }],
  exports: [GitMirror, PIPELINES_CONFIG],
})
export class GitModule {}
