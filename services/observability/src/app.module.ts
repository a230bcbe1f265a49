import { Module } from '@nestjs/common';
import { WorkLoops } from '@throughline/platform';
import { AlertsModule } from './alerts/alerts.module.js';
import { IncidentsModule } from './incidents/incidents.module.js';
import { IngestModule } from './ingest/ingest.module.js';
import { IntakeModule } from './intake/intake.module.js';
import { LedgerModule } from './ledger/ledger.module.js';
import { LineModule } from './line/line.module.js';
import { LiveModule } from './live/live.module.js';
import { LOOPS } from './loops.js';
import { LogsModule } from './logs/logs.module.js';
import { ObservabilityConfigModule } from './observability-config.module.js';
import { SourcesModule } from './sources/sources.module.js';

@Module({
  imports: [
    ObservabilityConfigModule,
    SourcesModule,
    IngestModule,
    LogsModule,
    LedgerModule,
    LineModule,
    IntakeModule,
    AlertsModule,
    IncidentsModule,
    LiveModule,
  ],
  providers: WorkLoops.of(LOOPS),
})
export class AppModule {}
