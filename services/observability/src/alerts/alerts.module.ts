import { Module } from '@nestjs/common';
import { IncidentsModule } from '../incidents/incidents.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { AlertEvaluator } from './alert-evaluator.js';
import { AlertRulesController } from './alert-rules.controller.js';
import { AlertRulesService } from './alert-rules.service.js';
import { AlertStoreModule } from './alert-store.module.js';
import { AlertTicks } from './alert-ticks.js';
import { AlertTransitions } from './alert-transitions.js';
import { FiringsController } from './firings.controller.js';
import { FiringsService } from './firings.service.js';

@Module({
  imports: [AlertStoreModule, IncidentsModule, LedgerModule],
  controllers: [AlertRulesController, FiringsController],
  providers: [AlertRulesService, FiringsService, AlertEvaluator, AlertTicks, AlertTransitions],
})
export class AlertsModule {}
