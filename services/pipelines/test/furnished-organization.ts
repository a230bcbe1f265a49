import { billingEntitlementsChangedV1, deploymentsConfigChangedV1, identityOrgCreatedV1 } from '@throughline/contracts';
import { eventually } from '@throughline/testing';
import { furnishRequests, type FurnishedRequests } from './furnished-requests.js';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { type ConnectedRepository, type Organization, World } from './world.js';

/** What texts of the organization's things hold. */
export const CANARY = 'canary';

const PIPELINE = `name: ${CANARY}
concurrency: ${CANARY}
nodes:
  build: { kind: shell, run: make, secrets: [${CANARY}], env: { A: "\${{ vars.${CANARY} }}" }, retry: { times: 1, delay: 0s }, artifacts: [{ name: ${CANARY}, path: out.tgz }] }
  ask: { kind: approval, title: ${CANARY}, votes: 2, needs: [build] }
  end: { kind: shell, run: x, needs: [ask] }
`;
/** One that is over as soon as its node is: what came of it may be deleted. */
const SHORT = `name: ${CANARY}
nodes:
  build: { kind: shell, run: make, artifacts: [{ name: ${CANARY}, path: out.tgz }] }
`;
/** One that asks what to do about its failure. */
const ASKING = `name: ${CANARY}
nodes:
  build: { kind: shell, run: make, onFail: ask, artifacts: [{ name: ${CANARY}, path: out.tgz }] }
`;
/** The node that has run. */
export const NODE_KEY = 'build';

/** The file of which Carol has a draft. */
export const DRAFT_PLACE = { branch: 'main', path: `${CANARY}.yml` };

export interface FurnishedOrganization {
  org: Organization;
  /** One of each thing that a path, a body or a query can name. */
  ids: Record<
    | 'projectId'
    | 'repositoryId'
    | 'branchRuleId'
    | 'pipelineId'
    | 'executionId'
    | 'approvalId'
    | 'artifactId'
    | 'scheduleId'
    | 'followUpId'
    | 'hookTriggerId'
    | 'evidenceId'
    | 'waiverId'
    | 'signingKeyId'
    | 'imageId'
    | 'pipelineSecretId'
    | 'organizationSecretId'
    | 'variableId'
    | 'organizationVariableId'
    | 'templateId',
    string
  > &
    FurnishedRequests['ids'];
  paramsOf: FurnishedRequests['paramsOf'];
  /** A runner that is gone; it belongs to no organization. */
  runnerId: string;
  evidenceDigest: string;
  repository: ConnectedRepository;
}

/**
 * An organization with one of everything that this service keeps: a pipeline that a push has started, a node with two
 * attempts, a log and an artifact, and an approval with one vote of the two that it needs; and one that is over, whose
 * artifact the id names. Nothing of it moves on by itself.
 */
export async function furnishOrganization(world: World): Promise<FurnishedOrganization> {
  const org = await world.organization();
  await tellOfOthers(world, org);
  const repository = await world.connect(org);
  const values = await furnishValues(world, org);
  const over = await world.run(org, repository, SHORT);
  await runNode(world, 'succeeded');
  const questionId = await question(world, org, repository);
  const executionId = await world.run(org, repository, PIPELINE);
  await runNode(world, 'failed', 'succeeded');
  const approval = await firstOf(world, org, '/approvals');
  const { digest } = approval['evidence'] as { digest: string };
  const vote = { decision: 'approve', evidenceDigest: digest, comment: CANARY };
  const voted = await world.as(org, 'post', `/approvals/${approval.id}/votes`, { body: vote });
  if (voted.status !== 200) throw new Error(`vote: ${voted.status} ${voted.text}`);
  const requests = await furnishRequests(world, org);
  const idOf = async (path: string): Promise<string> => (await firstOf(world, org, path)).id;
  const pipelineId = await idOf('/pipelines');
  const ids = {
    projectId: org.projectId,
    ...values,
    templateId: await template(world, org),
    repositoryId: repository.id,
    branchRuleId: await idOf(`/repositories/${repository.id}/branch-rules`),
    pipelineId,
    scheduleId: await schedule(world, org, pipelineId),
    followUpId: await followUp(world, org, pipelineId),
    hookTriggerId: await hookTrigger(world, org, pipelineId),
    executionId,
    approvalId: approval.id,
    artifactId: await idOf(`/executions/${over}/artifacts`),
    ...(await furnishEvidence(world, org, { repositoryId: repository.id, executionId })),
    ...requests.ids,
  };
  await draft(world, org, repository.id);
  await world.as(org, 'post', `/runners/${await goneRunner(world)}/pause`);
  await childRun(world, org);
  await world.as(org, 'put', '/pipeline-retention', { body: { artifactDays: null, logDays: null } });
  const replayed = await world.as(org, 'post', `/executions/${over}/replay`, { body: { from: [NODE_KEY] } });
  await world.as(org, 'post', `/executions/${(replayed.body as { id: string }).id}/cancel`);
  await everythingPublished(world, org);
  return {
    org,
    ids,
    paramsOf: { ...requests.paramsOf, answerFailure: { approvalId: questionId } },
    runnerId: await goneRunner(world),
    evidenceDigest: digest,
    repository,
  };
}

/** A secret and a variable of the project and of the organization; those of one name override each other. */
async function furnishValues(
  world: World,
  org: Organization,
): Promise<Record<'pipelineSecretId' | 'organizationSecretId' | 'variableId' | 'organizationVariableId', string>> {
  const make = async (path: string, body: object): Promise<string> => {
    const answer = await world.as(org, 'post', path, { body });
    if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    return (answer.body as { id: string }).id;
  };
  const { projectId } = org;
  const [secret, variable] = [
    { name: CANARY, value: 'known to nobody' },
    { name: CANARY, value: CANARY },
  ];
  return {
    pipelineSecretId: await make('/pipeline-secrets', { ...secret, projectId }),
    organizationSecretId: await make('/organization-secrets', { ...secret, projectIds: [projectId] }),
    variableId: await make('/pipeline-variables', { ...variable, projectId }),
    organizationVariableId: await make('/organization-variables', variable),
  };
}

/** What the other services have said. */
async function tellOfOthers({ service }: World, org: Organization): Promise<void> {
  const named = { ...identityOrgCreatedV1.example, slug: CANARY, name: CANARY };
  await service.deliver(identityOrgCreatedV1, org.id, named);
  await service.deliver(billingEntitlementsChangedV1, org.id, billingEntitlementsChangedV1.example);
  await service.deliver(deploymentsConfigChangedV1, org.id, deploymentsConfigChangedV1.example);
}

/** The request that asks about a failure. */
async function question(world: World, org: Organization, repository: ConnectedRepository): Promise<string> {
  await world.run(org, repository, ASKING);
  await runNode(world, 'failed');
  return (await firstOf(world, org, '/approval-requests?kind=failure')).id;
}

/** One that was not started. */
async function childRun(world: World, org: Organization): Promise<void> {
  await world.service.db.query(
    `INSERT INTO pipelines.child_run (org_id, attempt_id, execution_id, node_id, file, inputs, waits, state, due_at)
     SELECT org_id, attempt_id, execution_id, id, $2, '{}', true, 'over', NULL FROM pipelines.node
     WHERE org_id = $1 LIMIT 1`,
    [org.id, CANARY],
  );
}

/** Its branch is not there, so that nothing comes of it. */
async function schedule(world: World, org: Organization, pipelineId: string): Promise<string> {
  const body = { pipelineId, name: CANARY, branch: CANARY, cron: '0 0 1 1 *', zone: 'Europe/Berlin' };
  const { id } = (await world.as(org, 'post', '/schedules', { body })).body as { id: string };
  await world.as(org, 'post', `/schedules/${id}/firings`);
  await eventually(async () => {
    const { state } = await firstOf(world, org, `/schedules/${id}/firings`);
    if (state !== 'refused') throw new Error(`the firing is ${String(state)}`);
  });
  return id;
}

async function template(world: World, org: Organization): Promise<string> {
  const texts = { name: CANARY, description: CANARY, category: CANARY, tags: [CANARY], source: SHORT };
  const { body } = await world.as(org, 'post', '/pipeline-templates', { body: { ...texts, visibility: 'private' } });
  return (body as { id: string }).id;
}

/** Carol's, who commands. */
async function draft(world: World, org: Organization, repositoryId: string): Promise<void> {
  const body = { ...DRAFT_PLACE, text: CANARY, revision: null, version: null, follows: null };
  await world.as(org, 'put', `/repositories/${repositoryId}/pipeline-draft`, { user: org.carol, body });
}

/** Of a branch that is not there, so that nothing comes of it. */
async function followUp(world: World, org: Organization, pipelineId: string): Promise<string> {
  const body = { pipelineId, outcome: 'failed', pattern: CANARY };
  return ((await world.as(org, 'post', `/pipelines/${pipelineId}/follow-ups`, { body })).body as { id: string }).id;
}

async function hookTrigger(world: World, org: Organization, pipelineId: string): Promise<string> {
  const { body } = await world.as(org, 'post', `/pipelines/${pipelineId}/hooks`, { body: { name: CANARY } });
  return (body as { hookTrigger: { id: string } }).hookTrigger.id;
}

/** A public key as cosign writes it; another one each time. */
export function publicKey(): string {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' })
    .publicKey.export({ type: 'spki', format: 'pem' })
    .toString();
}

/** Another one each time. */
export const imageDigest = (): string => `sha256:${randomBytes(32).toString('hex')}`;

/** A time that waivers may end at. */
export const inAMonth = (): string => new Date(Date.now() + 30 * 86_400_000).toISOString();

async function furnishEvidence(
  world: World,
  org: Organization,
  { repositoryId, executionId }: { repositoryId: string; executionId: string },
): Promise<Record<'evidenceId' | 'waiverId' | 'signingKeyId' | 'imageId', string>> {
  const make = async (path: string, body: object): Promise<{ id: string }> => {
    const answer = await world.as(org, 'post', path, { body });
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    return answer.body as { id: string };
  };
  const scan = {
    execution_id: executionId,
    image_ref: CANARY,
    scan_results: [{ VulnerabilityID: CANARY, Severity: 'LOW' }],
  };
  const waiver = { finding: CANARY, repositoryId, reason: CANARY, expiresAt: inAMonth() };
  const image = { execution_id: executionId, name: CANARY, registry_url: CANARY, image_digest: imageDigest() };
  return {
    imageId: (await make('/evidence/images', image)).id,
    evidenceId: (await make('/evidence/vulnerability-scans', scan)).id,
    waiverId: (await make('/waivers', waiver)).id,
    signingKeyId: (await make('/signing-keys', { name: CANARY, publicKey: publicKey() })).id,
  };
}

/**
 * The relay marks what it has published, and what this service tells itself it acknowledges; until then the organization's
 * rows still change.
 */
function everythingPublished(world: World, org: Organization): Promise<void> {
  return eventually(async () => {
    const waiting = await world.service.db.query(
      `SELECT 1 FROM pipelines.outbox WHERE org_id = $1 AND published_at IS NULL
       UNION ALL SELECT 1 FROM pipelines.outbox_delivery WHERE org_id = $1 AND consumer = 'pipelines'
       UNION ALL SELECT 1 FROM pipelines.inbox_acknowledgement WHERE org_id = $1 AND source = 'pipelines'`,
      [org.id],
    );
    if (waiting.length > 0) throw new Error(`${waiting.length} events are under way`);
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

/** One attempt for each outcome. */
async function runNode(world: World, ...outcomes: ('failed' | 'succeeded')[]): Promise<void> {
  const runner = await world.runner();
  for (const outcome of outcomes) {
    const job = await runner.next();
    await runner.log(job, 0, [CANARY]);
    await runner.upload(job, CANARY, CANARY);
    await runner.complete(job, outcome, { files: 'unchanged' });
  }
}

/** The newest thing of a list, once there is one. */
function firstOf(world: World, org: Organization, path: string): Promise<{ id: string; [field: string]: unknown }> {
  return eventually(async () => {
    const { status, body } = await world.as(org, 'get', path);
    if (status !== 200 || body.items.length === 0) throw new Error(`${path}: ${status}, nothing there`);
    return body.items[0];
  });
}
