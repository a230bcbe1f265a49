import { newId } from '@throughline/kernel';
import { startTestService, type TenancyFixture, tenancyViolations, type TestService } from '@throughline/testing';
import { AppModule } from '../src/app.module.js';
import { SUBJECT_KINDS } from '../src/line/line.rules.js';
import { manifest } from '../src/manifest.js';
import { ada, read } from './builders.js';
import { document } from './contract.js';
import { CANARY, type FurnishedOrg, furnishOrg } from './furnished-org.js';

const LINE = '/api/v1/orgs/{org}/line/{subjectKind}/{subjectId}';

describe('T1: tenancy', () => {
  let service: TestService;
  let theirs: FurnishedOrg;
  beforeAll(async () => {
    service = await startTestService(AppModule, manifest);
    theirs = await furnishOrg(service);
  });
  afterAll(() => service.close());

  /** With filters by the ids of the other organization, or without. */
  function fixture(change: Pick<TenancyFixture, 'queries'> = {}): TenancyFixture {
    const { place, alertRuleId, incidentId, subjects } = theirs;
    const { orgId: orgB, serviceId, environmentId } = place;
    const limits = { threshold: 1, windowSeconds: 60, forSeconds: 0, cooldownSeconds: 0, severity: 'high' };
    return {
      schema: 'observability',
      orgA: newId(),
      orgB,
      params: {
        ...{ incidentId, alertRuleId, serviceId, environmentId },
        ...{ subjectKind: 'deployment', subjectId: subjects.deployment },
      },
      bodies: {
        addIncidentNote: { text: 'mine' },
        createAlertRule: { name: 'mine', kind: 'error_count', serviceId, environmentId, ...limits },
        updateAlertRule: { name: 'mine', ...limits, enabled: false },
      },
      canaries: [CANARY, 'hello-service', ada.name],
      ...change,
    };
  }

  it.each(SUBJECT_KINDS)('has a line of the %s to hide', async (kind) => {
    const { place, subjects } = theirs;
    const line = await read(service, place.orgId, `line/${kind}/${subjects[kind]}`);
    expect(line.status).toBe(200);
    expect(line.text).toContain(CANARY);
  });

  it('shows and changes nothing of another organization', async () =>
    expect(await tenancyViolations(service, document, fixture())).toEqual([]));

  it('shows nothing of it to filters by its ids', async () => {
    const { place, alertRuleId, subjects } = theirs;
    const at = `serviceId=${place.serviceId}&environmentId=${place.environmentId}`;
    const queries = {
      searchLogs: `?${at}`,
      getLogHistogram: `?${at}&deploymentId=${subjects.deployment}`,
      tailLogs: `?${at}`,
      listChanges: `?${at}`,
      listFirings: `?alertRuleId=${alertRuleId}`,
    };
    expect(await tenancyViolations(service, document, fixture({ queries }))).toEqual([]);
  });

  it.each(SUBJECT_KINDS)('draws no line of the %s of another organization', async (kind) => {
    const ofLine = { paths: { [LINE]: document.paths[LINE] ?? {} } };
    const subject = { subjectKind: kind, subjectId: theirs.subjects[kind] };
    const { params, ...rest } = fixture();
    expect(await tenancyViolations(service, ofLine, { ...rest, params: { ...params, ...subject } })).toEqual([]);
  });
});
