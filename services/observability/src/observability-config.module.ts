import { Global, Module } from '@nestjs/common';
import { OBSERVABILITY_CONFIG, readObservabilityConfig } from './observability.config.js';

@Global()
@Module({
  providers: [{ provide: OBSERVABILITY_CONFIG, useFactory: () => readObservabilityConfig() }],
  exports: [OBSERVABILITY_CONFIG],
})
export class ObservabilityConfigModule {}
