import { Module } from '@nestjs/common';
import { AlertStoreModule } from '../alerts/alert-store.module.js';
import { IncidentsModule } from '../incidents/incidents.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { DeploymentsEvents } from './deployments.events.js';
import { LiveDeployments } from './live-deployments.js';
import { PipelinesEvents } from './pipelines.events.js';

@Module({
  imports: [LedgerModule, AlertStoreModule, IncidentsModule],
  providers: [PipelinesEvents, DeploymentsEvents, LiveDeployments],
})
export class IntakeModule {}
