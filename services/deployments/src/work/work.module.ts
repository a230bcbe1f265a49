import { Module } from '@nestjs/common';
import { ConfigModule } from '../config/config.module.js';
import { DeploymentsModule } from '../deployments/deployments.module.js';
import { ProviderModule } from '../provider/provider.module.js';
import { DeploymentLoop } from './deployment-loop.js';
import { DeploymentRunner } from './deployment-runner.js';
import { DeploymentSteps } from './deployment-steps.js';
import { DueHosts } from './due-hosts.js';
import { HostClearance } from './host-clearance.js';
import { Reconciler } from './reconciler.js';
import { SlotLocks } from './slot-locks.js';

@Module({
  imports: [ConfigModule, DeploymentsModule, ProviderModule],
  providers: [DeploymentLoop, DeploymentRunner, DeploymentSteps, DueHosts, HostClearance, Reconciler, SlotLocks],
})
export class WorkModule {}
