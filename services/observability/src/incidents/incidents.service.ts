import { Injectable } from '@nestjs/common';
import type { Actor } from '@throughline/contracts';
import { actorOf, Audit, databaseNow, OrgTx, type Page, type Principal, toPage, type Tx } from '@throughline/platform';
import { timeCursor } from '../paging/time-cursor.js';
import { IncidentEnding } from './incident-ending.js';
import { summaryResponse } from './incident-responses.js';
import { IncidentTimeline } from './incident-timeline.js';
import { IncidentView } from './incident-view.js';
import type { IncidentTrigger } from './incident.machine.js';
import type {
  IncidentResponse,
  IncidentSummaryResponse,
  ListIncidentsQuery,
  TimelineEntryResponse,
} from './incidents.dto.js';
import { refuseIncident } from './incidents.errors.js';
import { IncidentsQueries } from './incidents.queries.js';
import { IncidentsRepository } from './incidents.repository.js';

/** Incidents as people work on them. */
@Injectable()
export class IncidentsService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly incidents: IncidentsRepository,
    private readonly queries: IncidentsQueries,
    private readonly view: IncidentView,
    private readonly timeline: IncidentTimeline,
    private readonly ending: IncidentEnding,
    private readonly audit: Audit,
  ) {}

  list(orgId: string, query: ListIncidentsQuery): Promise<Page<IncidentSummaryResponse>> {
    const filter = { state: query.state, unresolved: query.unresolved };
    const after = timeCursor(query.cursor);
    return this.orgTx.run(orgId, async (tx) => {
      const rows = await this.queries.list(tx, filter, query.limit, after);
      return toPage(rows, query.limit, (row) => [row.key, row.id], summaryResponse);
    });
  }

  get(orgId: string, id: string): Promise<IncidentResponse> {
    return this.orgTx.run(orgId, (tx) => this.view.of(tx, id));
  }

  acknowledge(orgId: string, id: string, principal: Principal): Promise<IncidentResponse> {
    const actor = actorOf(principal);
    return this.orgTx.run(orgId, async (tx) => {
      const at = await this.move(tx, id, 'acknowledge');
      await this.incidents.assign(tx, id, actor);
      await this.timeline.add(tx, id, { kind: 'acknowledged', text: `Acknowledged by ${actor.name}`, actor, at });
      return this.done(tx, id, 'incident.acknowledged');
    });
  }

  resolve(orgId: string, id: string, principal: Principal): Promise<IncidentResponse> {
    const actor = actorOf(principal);
    return this.orgTx.run(orgId, async (tx) => {
      const at = await this.move(tx, id, 'resolve');
      await this.timeline.add(tx, id, { kind: 'resolved', text: `Resolved by ${actor.name}`, actor, at });
      await this.ending.announce(tx, id, { state: 'resolved', at, actor });
      return this.done(tx, id, 'incident.resolved');
    });
  }

  addNote(orgId: string, id: string, note: { text: string; author: Actor }): Promise<TimelineEntryResponse> {
    const { text, author } = note;
    return this.orgTx.run(orgId, async (tx) => {
      if (!(await this.queries.find(tx, id))) throw refuseIncident('not_found');
      const at = await databaseNow(tx);
      const entry = await this.timeline.add(tx, id, { kind: 'note', text, actor: author, at });
      await this.audit.record(tx, { action: 'incident.note_added', resourceKind: 'incident', resourceId: id });
      return {
        id: entry.id,
        kind: 'note',
        automatic: false,
        text,
        actorName: author.name,
        deploymentId: null,
        at: at.toISOString(),
      };
    });
  }

  /** Resolves to the time of the change. Tells a missing incident from one that is in another state. */
  private async move(tx: Tx, id: string, trigger: IncidentTrigger): Promise<Date> {
    const at = await databaseNow(tx);
    if (await this.incidents.move(tx, id, trigger, at)) return at;
    const found = await this.queries.find(tx, id);
    throw found
      ? refuseIncident('incident_state', `The incident is ${found.state} already.`)
      : refuseIncident('not_found');
  }

  private async done(tx: Tx, id: string, action: string): Promise<IncidentResponse> {
    const response = await this.view.of(tx, id);
    const { title, state } = response.incident;
    await this.audit.record(tx, {
      action,
      resourceKind: 'incident',
      resourceId: id,
      resourceName: title,
      after: { state },
    });
    return response;
  }
}
