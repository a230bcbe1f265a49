import { type FurnishedService, memberClaims } from '@throughline/testing';
import { type FurnishedOrganization, furnishOrganization, NODE_KEY } from './furnished-organization.js';
import { World } from './world.js';

export interface FurnishedPipelines extends FurnishedService, Pick<FurnishedOrganization, 'org' | 'ids'> {
  world: World;
}

/** A furnished organization in a world of its own, and what each operation is called with there. */
export async function furnishPipelines(): Promise<FurnishedPipelines> {
  const world = await World.start();
  const { org, ids, runnerId, evidenceDigest } = await furnishOrganization(world);
  return {
    world,
    service: world.service,
    schema: 'pipelines',
    org,
    orgId: org.id,
    ids,
    params: { ...ids, runnerId, nodeKey: NODE_KEY },
    bodies: {
      castVote: { decision: 'approve', evidenceDigest, comment: 'Seen.' },
      startExecution: { branch: 'main' },
      createRepository: {
        ...{ projectId: ids.projectId, name: 'other' },
        ...{ cloneUrl: world.repository.url, defaultBranch: 'main' },
      },
      createBranchRule: { pattern: 'release/*', pipelinePath: 'ci.yml', deployable: true },
    },
    // Neither the author of the commit nor one who has voted: the vote is theirs to cast.
    claims: () => memberClaims(org.id, 'owner', org.carol),
    close: () => world.stop(),
  };
}
