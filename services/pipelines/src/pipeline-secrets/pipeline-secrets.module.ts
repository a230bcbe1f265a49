import { Module } from '@nestjs/common';
import { OrganizationSecretsController } from './organization-secrets.controller.js';
import { PipelineSecretsController } from './pipeline-secrets.controller.js';
import { PipelineSecretsRepository } from './pipeline-secrets.repository.js';
import { PipelineSecretsService } from './pipeline-secrets.service.js';
import { SealedValues } from './sealed-values.js';
import { SecretPins } from './secret-pins.js';

@Module({
  controllers: [PipelineSecretsController, OrganizationSecretsController],
  providers: [PipelineSecretsRepository, PipelineSecretsService, SealedValues, SecretPins],
  exports: [SecretPins],
})
export class PipelineSecretsModule {}
