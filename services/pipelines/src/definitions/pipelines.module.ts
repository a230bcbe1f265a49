import { Module } from '@nestjs/common';
import { ExecutionsModule } from '../executions/executions.module.js';
import { DirectoryModule } from '../directory/directory.module.js';
import { NamedValuesModule } from '../named-values/named-values.module.js';
import { DefinitionValidator } from './definition-validator.js';
import { PipelinesController } from './pipelines.controller.js';
import { PipelinesReader } from './pipelines.reader.js';

@Module({
  imports: [DirectoryModule, ExecutionsModule, NamedValuesModule],
  controllers: [PipelinesController],
  providers: [DefinitionValidator, PipelinesReader],
})
export class PipelinesModule {}
