import { Module } from '@nestjs/common';
import { DeploymentsModule } from '../deployments/deployments.module.js';
import { IncidentEvents } from './incidents.events.js';

@Module({ imports: [DeploymentsModule], providers: [IncidentEvents] })
export class HoldsModule {}
