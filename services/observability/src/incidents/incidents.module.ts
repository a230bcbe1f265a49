import { Module } from '@nestjs/common';
import { AlertStoreModule } from '../alerts/alert-store.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { IncidentEnding } from './incident-ending.js';
import { IncidentMitigation } from './incident-mitigation.js';
import { IncidentOpener } from './incident-opener.js';
import { IncidentTimeline } from './incident-timeline.js';
import { IncidentView } from './incident-view.js';
import { IncidentsController } from './incidents.controller.js';
import { IncidentsQueries } from './incidents.queries.js';
import { IncidentsRepository } from './incidents.repository.js';
import { IncidentsService } from './incidents.service.js';
import { SuspectsQueries } from './suspects.queries.js';

@Module({
  imports: [AlertStoreModule, LedgerModule],
  controllers: [IncidentsController],
  providers: [
    IncidentsService,
    IncidentsRepository,
    IncidentsQueries,
    IncidentView,
    IncidentTimeline,
    IncidentOpener,
    IncidentMitigation,
    IncidentEnding,
    SuspectsQueries,
  ],
  exports: [IncidentOpener, IncidentTimeline, IncidentMitigation],
})
export class IncidentsModule {}
