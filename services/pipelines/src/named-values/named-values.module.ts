import { Module } from '@nestjs/common';
import { PipelineSecretsModule } from '../pipeline-secrets/pipeline-secrets.module.js';
import { VariablesModule } from '../variables/variables.module.js';
import { RunValues } from './run-values.js';

/** What pipelines are run with beside their files. */
@Module({
  imports: [PipelineSecretsModule, VariablesModule],
  providers: [RunValues],
  exports: [RunValues],
})
export class NamedValuesModule {}
