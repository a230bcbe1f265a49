import { newId } from '@throughline/kernel';
import { type TenancyFixture, tenancyViolations } from '@throughline/testing';
import { SUBJECT_KINDS } from '../src/line/line.rules.js';
import { ada, read } from './builders.js';
import { document } from './contract.js';
import { CANARY } from './furnished-org.js';
import { type FurnishedObservability, furnishObservability } from './furnished-observability.js';

const LINE = '/api/v1/orgs/{org}/line/{subjectKind}/{subjectId}';

describe('T1: tenancy', () => {
  let theirs: FurnishedObservability;
  beforeAll(async () => {
    theirs = await furnishObservability();
  });
  afterAll(() => theirs.close());

  /** With filters by the ids of the other organization, or without; `subject` in place of the deployment. */
  function fixture(queries: Record<string, string> = {}, subject: Record<string, string> = {}): TenancyFixture {
    const { schema, orgId: orgB, params, bodies } = theirs;
    const canaries = [CANARY, 'hello-service', ada.name];
    return { schema, orgA: newId(), orgB, params: { ...params, ...subject }, bodies, queries, canaries };
  }

  it.each(SUBJECT_KINDS)('has a line of the %s to hide', async (kind) => {
    const { service, orgId, subjects } = theirs;
    const line = await read(service, orgId, `line/${kind}/${subjects[kind]}`);
    expect(line.status).toBe(200);
    expect(line.text).toContain(CANARY);
  });

  it('shows and changes nothing of another organization', async () =>
    expect(await tenancyViolations(theirs.service, document, fixture())).toEqual([]));

  it('shows nothing of it to filters by its ids', async () => {
    const { place, params, subjects } = theirs;
    const at = `serviceId=${place.serviceId}&environmentId=${place.environmentId}`;
    const queries = {
      searchLogs: `?${at}`,
      getLogHistogram: `?${at}&deploymentId=${subjects.deployment}`,
      tailLogs: `?${at}`,
      listChanges: `?${at}`,
      listFirings: `?alertRuleId=${params['alertRuleId'] ?? ''}`,
    };
    expect(await tenancyViolations(theirs.service, document, fixture(queries))).toEqual([]);
  });

  it.each(SUBJECT_KINDS)('draws no line of the %s of another organization', async (kind) => {
    const ofLine = { paths: { [LINE]: document.paths[LINE] ?? {} } };
    const subject = { subjectKind: kind, subjectId: theirs.subjects[kind] };
    expect(await tenancyViolations(theirs.service, ofLine, fixture({}, subject))).toEqual([]);
  });
});
