import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import { ErrorCountsQueries } from '../alerts/error-counts.queries.js';
import { firingResponse, FiringsRepository } from '../alerts/firings.repository.js';
import { summaryResponse, suspectResponse, timelineResponse } from './incident-responses.js';
import type { IncidentResponse } from './incidents.dto.js';
import { refuseIncident } from './incidents.errors.js';
import { IncidentsQueries } from './incidents.queries.js';
import type { IncidentRow } from './incidents.repository.js';

const BEFORE_MS = 15 * 60_000;
const AFTER_MS = 60 * 60_000;

/** Everything that the page of one incident shows. */
@Injectable()
export class IncidentView {
  constructor(
    private readonly queries: IncidentsQueries,
    private readonly errors: ErrorCountsQueries,
    private readonly firings: FiringsRepository,
  ) {}

  /** @throws AppError `not_found` */
  async of(tx: Tx, id: string): Promise<IncidentResponse> {
    const incident = await this.queries.find(tx, id);
    if (!incident) throw refuseIncident('not_found');
    const place = { serviceId: incident.service_id, environmentId: incident.environment_id };
    const { before, after } = windowsOf(incident);
    const firing = await this.firings.ofIncident(tx, id);
    return {
      incident: summaryResponse(incident),
      firing: firing ? firingResponse(firing) : null,
      errorsBefore: await this.errors.count(tx, place, before),
      errorsAfter: await this.errors.count(tx, place, after),
      suspects: (await this.queries.suspects(tx, id)).map(suspectResponse),
      timeline: (await this.queries.timeline(tx, id)).map(timelineResponse),
    };
  }
}

function windowsOf(incident: IncidentRow): Record<'before' | 'after', { from: Date; to: Date }> {
  const start = incident.first_error_at;
  const latest = new Date(start.getTime() + AFTER_MS);
  const end = incident.mitigated_at ?? incident.resolved_at ?? latest;
  return {
    before: { from: new Date(start.getTime() - BEFORE_MS), to: start },
    after: { from: start, to: end < latest ? end : latest },
  };
}
