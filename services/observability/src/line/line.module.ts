import { Module } from '@nestjs/common';
import { LineController } from './line.controller.js';
import { LineQueries } from './line.queries.js';
import { LineService } from './line.service.js';

@Module({ controllers: [LineController], providers: [LineService, LineQueries] })
export class LineModule {}
