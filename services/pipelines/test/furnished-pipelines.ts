import { type FurnishedService, memberClaims } from '@throughline/testing';
import {
  type FurnishedOrganization,
  furnishOrganization,
  imageDigest,
  inAMonth,
  NODE_KEY,
  publicKey,
} from './furnished-organization.js';
import { World } from './world.js';

export interface FurnishedPipelines extends FurnishedService, Pick<FurnishedOrganization, 'org' | 'ids'> {
  world: World;
}

/** A furnished organization in a world of its own, and what each operation is called with there. */
export async function furnishPipelines(): Promise<FurnishedPipelines> {
  const world = await World.start();
  const { org, ids, evidenceDigest } = await furnishOrganization(world);
  return {
    world,
    service: world.service,
    schema: 'pipelines',
    org,
    orgId: org.id,
    ids,
    params: { ...ids, nodeKey: NODE_KEY },
    bodies: {
      castVote: { decision: 'approve', evidenceDigest, comment: 'Seen.' },
      startExecution: { branch: 'main' },
      createRepository: {
        ...{ projectId: ids.projectId, name: 'other' },
        ...{ cloneUrl: world.repository.url, defaultBranch: 'main' },
      },
      createBranchRule: { pattern: 'release/*', pipelinePath: 'ci.yml', deployable: true },
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
      createWaiver: {
        ...{ finding: 'CVE-2026-1', repositoryId: ids.repositoryId },
        ...{ reason: 'not reachable', expiresAt: inAMonth() },
      },
      createSigningKey: { name: 'next', publicKey: publicKey() },
    },
    // Neither the author of the commit nor one who has voted: the vote is theirs to cast.
    claims: () => memberClaims(org.id, 'owner', org.carol),
    close: () => world.stop(),
  };
}
