import { Module } from '@nestjs/common';
import { SourcesEvents } from './sources.events.js';
import { SourcesRepository } from './sources.repository.js';

@Module({ providers: [SourcesRepository, SourcesEvents] })
export class SourcesModule {}
