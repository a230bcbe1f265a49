import { Module } from '@nestjs/common';
import { ExecutionsModule } from '../executions/executions.module.js';
import { PipelinesController } from './pipelines.controller.js';
import { PipelinesReader } from './pipelines.reader.js';

@Module({ imports: [ExecutionsModule], controllers: [PipelinesController], providers: [PipelinesReader] })
export class PipelinesModule {}
