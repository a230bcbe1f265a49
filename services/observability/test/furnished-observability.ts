import { type FurnishedService, ingestKeyClaims, memberClaims, startTestService } from '@throughline/testing';
import { AppModule } from '../src/app.module.js';
import { manifest } from '../src/manifest.js';
import { aLine } from './builders.js';
import { type FurnishedOrg, furnishOrg } from './furnished-org.js';

const LIMITS = { threshold: 1, windowSeconds: 60, forSeconds: 0, cooldownSeconds: 0, severity: 'high' };

export interface FurnishedObservability extends FurnishedService, Pick<FurnishedOrg, 'place' | 'subjects'> {}

/** A furnished organization in a service of its own, and what each operation is called with there. */
export async function furnishObservability(): Promise<FurnishedObservability> {
  const service = await startTestService(AppModule, manifest);
  const { place, incidentId, alertRuleId, subjects } = await furnishOrg(service);
  const { orgId, serviceId, environmentId } = place;
  return {
    service,
    schema: 'observability',
    orgId,
    place,
    subjects,
    params: {
      ...{ incidentId, alertRuleId, serviceId, environmentId },
      ...{ subjectKind: 'deployment', subjectId: subjects.deployment },
    },
    bodies: {
      ingestLogs: [aLine({ meta: { a: 1 } })],
      addIncidentNote: { text: 'Turned the flag off.' },
      createAlertRule: { name: 'errors', kind: 'error_count', serviceId, environmentId, ...LIMITS },
      updateAlertRule: { name: 'errors too', ...LIMITS, enabled: true },
    },
    claims: (operation) =>
      operation === 'ingestLogs' ? ingestKeyClaims(orgId, serviceId, environmentId) : memberClaims(orgId, 'owner'),
    close: () => service.close(),
  };
}
