import { Module } from '@nestjs/common';
import { OrganizationVariablesController } from './organization-variables.controller.js';
import { VariablePins } from './variable-pins.js';
import { VariablesController } from './variables.controller.js';
import { VariablesRepository } from './variables.repository.js';
import { VariablesService } from './variables.service.js';

@Module({
  controllers: [VariablesController, OrganizationVariablesController],
  providers: [VariablesRepository, VariablesService, VariablePins],
  exports: [VariablePins],
})
export class VariablesModule {}
