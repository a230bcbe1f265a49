import { Module } from '@nestjs/common';
import { IDENTITY_CONFIG, readIdentityConfig } from './identity.config.js';

/** Identity's own configuration, read when a module that needs it is made. */
@Module({
  providers: [{ provide: IDENTITY_CONFIG, useFactory: () => readIdentityConfig() }],
  exports: [IDENTITY_CONFIG],
})
export class IdentityConfigModule {}
