import { Module } from '@nestjs/common';
import { DEPLOYMENTS_CONFIG, readDeploymentsConfig } from '../deployments.config.js';
import { AppStarter } from './local-host/app-starter.js';
import { ArtifactUnpacker } from './local-host/artifact-unpacker.js';
import { LocalHostProvider } from './local-host/local-host.provider.js';
import { Providers } from './providers.js';

@Module({
  providers: [
    { provide: DEPLOYMENTS_CONFIG, useFactory: () => readDeploymentsConfig() },
    AppStarter,
    ArtifactUnpacker,
    LocalHostProvider,
    Providers,
  ],
  exports: [Providers],
})
export class ProviderModule {}
