import { newId } from '@throughline/kernel';
import { tenancyViolations } from '@throughline/testing';
import { document } from './document.js';
import { CANARY, DRAFT_PLACE, NODE_KEY } from './furnished-organization.js';
import { type FurnishedPipelines, furnishPipelines } from './furnished-pipelines.js';
import { AUTHOR } from './temp-repository.js';

/** Each request for a missing project waits for its event. */
jest.setTimeout(120_000);

const CANARIES = [CANARY, AUTHOR.name, 'hello'];

describe('T1: tenancy', () => {
  let theirs: FurnishedPipelines;
  beforeAll(async () => {
    theirs = await furnishPipelines();
  });
  afterAll(() => theirs.close());

  it.each<[string, () => string]>([
    ['approvals', () => '/approvals'],
    ['requests', () => '/approval-requests'],
    ['change requests', () => '/change-requests'],
    [
      'the story of a request',
      () => `/approval-requests/${theirs.paramsOf['answerRequestedChanges']?.['approvalId']}/activity`,
    ],
    ['approval groups', () => '/approval-groups'],
    ['repositories', () => '/repositories'],
    ['pipelines', () => '/pipelines'],
    ['secrets', () => '/pipeline-secrets'],
    ['variables', () => '/pipeline-variables'],
    ['values of variables', () => `/pipeline-variables/${theirs.ids.variableId}/versions`],
    ['templates', () => '/pipeline-templates'],
    ['versions', () => `/pipelines/${theirs.ids.pipelineId}/versions`],
    ['executions', () => '/executions'],
    ['schedules', () => '/schedules'],
    ['firings', () => `/schedules/${theirs.ids.scheduleId}/firings`],
    ['hooks', () => `/pipelines/${theirs.ids.pipelineId}/hooks`],
    ['follow-ups', () => `/pipelines/${theirs.ids.pipelineId}/follow-ups`],
    ['artifacts', () => `/executions/${theirs.ids.executionId}/artifacts`],
    ['evidence', () => `/executions/${theirs.ids.executionId}/evidence`],
    ['images', () => `/executions/${theirs.ids.executionId}/images`],
    ['findings', () => `/evidence/${theirs.ids.evidenceId}`],
    ['waivers', () => '/waivers'],
    ['signing keys', () => '/signing-keys'],
    ['logs', () => `/executions/${theirs.ids.executionId}/nodes/${NODE_KEY}/log`],
  ])('has %s to hide', async (_what, path) => {
    const answer = await theirs.world.as(theirs.org, 'get', path());
    expect(answer.status).toBe(200);
    expect(CANARIES.filter((canary) => answer.text.includes(canary))).not.toEqual([]);
  });

  it('shows and changes nothing of another organization', async () => {
    const { service, schema, orgId: orgB, bodies, ids } = theirs;
    const query = `?pipelineId=${ids.pipelineId}`;
    const compared = `?with=${ids.executionId}`;
    const previewSchedule = '?cron=0%200%20*%20*%20*';
    const draft = `?${new URLSearchParams(DRAFT_PLACE).toString()}`;
    const queries = {
      ...{ listExecutions: query, listSchedules: query, previewSchedule },
      ...{ compareExecutions: compared, compareNodeLogs: compared },
      ...{ findPipelineDraft: draft, dropPipelineDraft: draft },
    };
    // Runners serve every organization, so that there is one is nothing to hide; a missing one stands in for it here.
    const params = { ...theirs.params, runnerId: newId() };
    const fixture = { schema, orgA: newId(), orgB, params, bodies, queries, canaries: CANARIES };
    expect(await tenancyViolations(service, document, fixture)).toEqual([]);
  });
});
