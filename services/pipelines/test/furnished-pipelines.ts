import { type FurnishedService, memberClaims } from '@throughline/testing';
import {
  CANARY,
  type FurnishedOrganization,
  furnishOrganization,
  imageDigest,
  inAMonth,
  NODE_KEY,
  publicKey,
} from './furnished-organization.js';
import { requestBodies } from './furnished-requests.js';
import { World } from './world.js';

export interface FurnishedPipelines extends FurnishedService, Pick<FurnishedOrganization, 'org' | 'ids' | 'paramsOf'> {
  world: World;
}

const EDITED = {
  ...{ branch: 'main', path: '.throughline/edited.yml', revision: null, message: 'Edit' },
  source: 'name: edited\nnodes: { wait: { kind: wait, for: 3650d } }\n',
};

const KEPT = { branch: 'main', path: 'kept.yml', text: 'name: [', revision: null, version: 1, follows: null };

const waiverOf = (repositoryId: string): object => ({
  ...{ finding: 'CVE-2026-1', reason: 'not reachable', repositoryId, expiresAt: inAMonth() },
});

/** Executions for what another operation would end or change before. */
async function runsOfTheirOwn(
  world: World,
  org: FurnishedOrganization['org'],
  repository: FurnishedOrganization['repository'],
): Promise<Record<string, { executionId: string }>> {
  const waiting = `name: ${CANARY}\nnodes:\n  wait: { kind: wait, for: 3650d }\n`;
  const [running, paused, cancelled] = [
    await world.run(org, repository, waiting),
    await world.run(org, repository, waiting),
    await world.run(org, repository, waiting),
  ];
  await world.as(org, 'post', `/executions/${paused}/pause`);
  return {
    pauseExecution: { executionId: running },
    resumeExecution: { executionId: paused },
    cancelExecution: { executionId: cancelled },
  };
}

/** A furnished organization in a world of its own, and what each operation is called with there. */
export async function furnishPipelines(): Promise<FurnishedPipelines> {
  const world = await World.start();
  const { org, ids, paramsOf, runnerId, evidenceDigest, repository } = await furnishOrganization(world);
  const runs = await runsOfTheirOwn(world, org, repository);
  const change = await world.as(org, 'get', `/change-requests/${ids.changeRequestId}`);
  return {
    world,
    service: world.service,
    schema: 'pipelines',
    org,
    orgId: org.id,
    ids,
    params: { ...ids, runnerId, nodeKey: NODE_KEY },
    paramsOf: { ...paramsOf, ...runs },
    bodies: {
      ...requestBodies(org, change.body.pack.digest as string),
      castVote: { decision: 'approve', evidenceDigest, comment: 'Seen.' },
      validatePipeline: { source: 'name: other\nnodes: { a: { kind: checkout } }\n' },
      startExecution: { branch: 'main', inputs: {} },
      replayExecution: { from: [], failedOnly: false, inputs: {} },
      createRepository: {
        ...{ projectId: ids.projectId, name: 'other' },
        ...{ cloneUrl: world.repository.url, defaultBranch: 'main' },
      },
      ...triggerBodies(ids.pipelineId),
      setPipelineRetention: { artifactDays: 90, logDays: 30 },
      commitPipelineFile: EDITED,
      keepPipelineDraft: KEPT,
      createBranchRule: { pattern: 'v*', target: 'tag', pipelinePath: 'ci.yml', deployable: true, inputs: {} },
      updateBranchRule: { basedOn: 1, pipelinePath: 'ci.yml', deployable: true, inputs: { version: 'commit.sha' } },
      recordCiSteps: [{ execution_id: ids.executionId, step_name: 'unit', step_type: 'test', status: 'passed' }],
      recordTestResults: { execution_id: ids.executionId, report_xml: '<testsuites/>', test_type: 'e2e' },
      recordVulnerabilityScan: { execution_id: ids.executionId, scan_results: { SchemaVersion: 2 }, image_ref: 'app' },
      recordSbom: { execution_id: ids.executionId, sbom_data: { bomFormat: 'CycloneDX' }, generator: 'syft' },
      recordSignature: { payload: 'aGVsbG8=', signature: 'aGVsbG8=' },
      recordImageSignature: { payload: 'aGVsbG8=', signature: 'aGVsbG8=' },
      registerImage: {
        ...{ execution_id: ids.executionId, name: 'app', registry_url: 'registry.example/app' },
        ...{ image_digest: imageDigest(), image_tag: '1.0', size_bytes: 5, metadata: { built: 'here' } },
      },
      createWaiver: waiverOf(ids.repositoryId),
      createSigningKey: { name: 'next', publicKey: publicKey() },
    },
    // Neither the author of the commit nor one who has voted: the vote is theirs to cast.
    claims: () => memberClaims(org.id, 'owner', org.carol),
    close: () => world.stop(),
  };
}

/** What begins runs of a pipeline. */
const triggerBodies = (pipelineId: string): Record<string, object> => ({
  createSchedule: { pipelineId, name: 'other', branch: 'main', cron: '0 0 1 1 *', misfire: 'skip', inputs: {} },
  updateSchedule: { name: 'another', cron: '0 0 2 1 *', zone: 'America/Havana', inputs: {} },
  createHookTrigger: { name: 'other', branch: 'main', inputs: {} },
  createFollowUp: { pipelineId, outcome: 'any', pattern: 'none', branch: 'main', inputs: {} },
  // Theirs are the second versions: another command has set them going again before.
  updateHookTrigger: { basedOn: 2, name: 'another', branch: 'main', inputs: {}, enabled: false },
  updateFollowUp: {
    basedOn: 2,
    pipelineId,
    outcome: 'failed',
    pattern: 'none',
    branch: null,
    inputs: {},
    enabled: false,
  },
});
