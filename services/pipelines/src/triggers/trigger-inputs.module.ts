import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/directory.module.js';
import { InputAdmission } from './input-admission.js';
import { TriggerInputsCheck } from './trigger-inputs.check.js';

/** What triggers give to pipelines: held against them when it is saved, and when it is started. */
@Module({
  imports: [DirectoryModule],
  providers: [InputAdmission, TriggerInputsCheck],
  exports: [InputAdmission, TriggerInputsCheck],
})
export class TriggerInputsModule {}
