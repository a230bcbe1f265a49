import { billingEntitlementsChangedV1, identityOrgCreatedV1 } from '@throughline/contracts';
import { eventually } from '@throughline/testing';
import { type Organization, World } from './world.js';

/** What texts of the organization's things hold. */
export const CANARY = 'canary';

const PIPELINE = `name: ${CANARY}
nodes:
  build: { kind: shell, run: make, artifacts: [{ name: ${CANARY}, path: out.tgz }] }
  ask: { kind: approval, title: ${CANARY}, votes: 2, needs: [build] }
  end: { kind: shell, run: x, needs: [ask] }
`;
/** The node that has run. */
export const NODE_KEY = 'build';

export interface FurnishedOrganization {
  org: Organization;
  /** One of each thing that a path, a body or a query can name. */
  ids: Record<
    'projectId' | 'repositoryId' | 'branchRuleId' | 'pipelineId' | 'executionId' | 'approvalId' | 'artifactId',
    string
  >;
  /** A runner that is gone; it belongs to no organization. */
  runnerId: string;
  evidenceDigest: string;
}

/**
 * An organization with one of everything that this service keeps: a pipeline that a push has started, a node with a
 * log and an artifact, and an approval with one vote of the two that it needs. Nothing of it moves on by itself.
 */
export async function furnishOrganization(world: World): Promise<FurnishedOrganization> {
  const org = await world.organization();
  await world.service.deliver(identityOrgCreatedV1, org.id, {
    ...identityOrgCreatedV1.example,
    slug: CANARY,
    name: CANARY,
  });
  await world.service.deliver(billingEntitlementsChangedV1, org.id, billingEntitlementsChangedV1.example);
  const repository = await world.connect(org);
  const executionId = await world.run(org, repository, PIPELINE);
  await runNode(world);
  const approval = await firstOf(world, org, '/approvals');
  const { digest } = approval['evidence'] as { digest: string };
  const vote = { decision: 'approve', evidenceDigest: digest, comment: CANARY };
  const voted = await world.as(org, 'post', `/approvals/${approval.id}/votes`, { body: vote });
  if (voted.status !== 200) throw new Error(`vote: ${voted.status} ${voted.text}`);
  const idOf = async (path: string): Promise<string> => (await firstOf(world, org, path)).id;
  const ids = {
    projectId: org.projectId,
    repositoryId: repository.id,
    branchRuleId: await idOf(`/repositories/${repository.id}/branch-rules`),
    pipelineId: await idOf('/pipelines'),
    executionId,
    approvalId: approval.id,
    artifactId: await idOf(`/executions/${executionId}/artifacts`),
  };
  await world.as(org, 'post', `/runners/${await goneRunner(world)}/pause`);
  await everythingPublished(world, org);
  return { org, ids, runnerId: await goneRunner(world), evidenceDigest: digest };
}

/** The relay marks what it has published; until then the organization's rows still change. */
function everythingPublished(world: World, org: Organization): Promise<void> {
  return eventually(async () => {
    const waiting = await world.service.db.query(
      'SELECT 1 FROM pipelines.outbox WHERE org_id = $1 AND published_at IS NULL',
      [org.id],
    );
    if (waiting.length > 0) throw new Error(`${waiting.length} events are not published yet`);
  });
}

/** One that may be removed. */
async function goneRunner(world: World): Promise<string> {
  const { id } = await world.runner();
  await world.service.db.query(`UPDATE pipelines.runner SET last_seen_at = now() - interval '1 hour' WHERE id = $1`, [
    id,
  ]);
  return id;
}

async function runNode(world: World): Promise<void> {
  const runner = await world.runner();
  const job = await runner.next();
  await runner.log(job, 0, [CANARY]);
  await runner.upload(job, CANARY, CANARY);
  await runner.complete(job);
}

/** The newest thing of a list, once there is one. */
function firstOf(world: World, org: Organization, path: string): Promise<{ id: string; [field: string]: unknown }> {
  return eventually(async () => {
    const { status, body } = await world.as(org, 'get', path);
    if (status !== 200 || body.items.length === 0) throw new Error(`${path}: ${status}, nothing there`);
    return body.items[0];
  });
}
