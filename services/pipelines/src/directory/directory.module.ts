import { Module } from '@nestjs/common';
import { DirectoryHandlers } from './directory.handlers.js';
import { DirectoryQueries } from './directory.queries.js';

@Module({ providers: [DirectoryHandlers, DirectoryQueries], exports: [DirectoryQueries] })
export class DirectoryModule {}
