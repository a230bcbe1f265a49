import { Injectable } from '@nestjs/common';
import { type Actor, observabilityIncidentResolvedV1 } from '@throughline/contracts';
import { Outbox, type Tx } from '@throughline/platform';
import { Ledger } from '../ledger/ledger.js';
import { IncidentsQueries } from './incidents.queries.js';

interface Ending {
  state: 'mitigated' | 'resolved';
  at: Date;
  actor?: Actor;
}

/** Says to the ledger and to the other services that an incident is mitigated or resolved. */
@Injectable()
export class IncidentEnding {
  constructor(
    private readonly queries: IncidentsQueries,
    private readonly ledger: Ledger,
    private readonly outbox: Outbox,
  ) {}

  async announce(tx: Tx, incidentId: string, { state, at, actor }: Ending): Promise<void> {
    const incident = await this.queries.find(tx, incidentId);
    if (!incident) throw new Error('an incident that was just changed is gone');
    const {
      number,
      title,
      service_id: serviceId,
      environment_id: environmentId,
      deployment_id: deploymentId,
    } = incident;
    await this.ledger.append(tx, {
      kind: state === 'mitigated' ? 'incident_mitigated' : 'incident_resolved',
      subjectId: incidentId,
      title: `Incident #${number} ${state}`,
      state: state === 'mitigated' ? 'warning' : 'succeeded',
      serviceId,
      environmentId,
      deploymentId,
      actor: actor ?? null,
      details: { number, name: title },
      at,
    });
    await this.outbox.append(
      tx,
      observabilityIncidentResolvedV1,
      { kind: 'incident', id: incidentId },
      {
        incidentId,
        number,
        state,
        serviceId,
        environmentId,
        suspectDeploymentId: deploymentId,
      },
    );
  }
}
