import { Module } from '@nestjs/common';
import { UsageConsumer } from './usage.consumer.js';
import { UsageQueries } from './usage.queries.js';
import { UsageRepository } from './usage.repository.js';

@Module({ providers: [UsageConsumer, UsageRepository, UsageQueries], exports: [UsageQueries] })
export class UsageModule {}
