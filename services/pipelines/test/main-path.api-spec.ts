import {
  approvalsDecidedV1,
  approvalsRequestedV1,
  type Commit,
  deploymentsDeploymentFinishedV1,
  deploymentsDeploymentStartedV1,
  pipelinesArtifactPublishedV1,
  pipelinesDeployRequestedV1,
  pipelinesExecutionFinishedV1,
  pipelinesExecutionStartedV1,
} from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import type { TestRunner } from './test-runner.js';
import { type Organization, World } from './world.js';

const PIPELINE = `name: hello-service
nodes:
  checkout: { kind: checkout }
  package:
    kind: shell
    needs: [checkout]
    run: [npm ci, npm run package]
    env: { CI: "1" }
    artifacts: [{ name: hello-service, path: dist/hello-service.tgz }]
  staging: { kind: deploy, needs: [package], service: hello-service, environment: staging, artifact: hello-service }
  verify: { kind: http, needs: [staging], url: "\${{ nodes.staging.outputs.url }}/healthz" }
  approve: { kind: approval, needs: [verify], title: Promote to production }
  production: { kind: promote, needs: [approve], service: hello-service, from: staging, to: production }
`;

describe('the main path: push → run → deploy → approve → promote', () => {
  let world: World;
  let org: Organization;
  let runner: TestRunner;
  let executionId: string;
  beforeAll(async () => {
    world = await World.start();
    org = await world.organization();
    runner = await world.runner();
  });
  afterAll(() => world.stop());

  it('a signed push starts the pipeline at that commit', async () => {
    const repository = await world.connect(org);
    executionId = await world.run(org, repository, PIPELINE);
    const { execution } = await world.execution(org, executionId);
    expect(execution).toMatchObject({
      number: 1,
      status: 'queued',
      trigger: 'push',
      pipelineName: 'hello-service',
      nodesTotal: 6,
      requestedById: org.ada,
    });
    const { body } = await world.as(org, 'get', `/repositories/${repository.id}/deliveries`);
    expect(body.items).toEqual([expect.objectContaining({ outcome: 'accepted', executionId, event: 'push' })]);
  });

  it('the runner gets the steps in order, all in one workspace', async () => {
    const checkout = await runner.next();
    expect(checkout).toMatchObject({
      nodeKey: 'checkout',
      kind: 'checkout',
      spec: { workspaceKey: executionId, repository: { cloneUrl: world.repository.url } },
    });
    expect(await runner.acquire(0)).toBeUndefined();
    await runner.complete(checkout);
    const step = await runner.next();
    expect(step).toMatchObject({
      nodeKey: 'package',
      spec: {
        run: 'npm ci\nnpm run package',
        commands: ['npm ci', 'npm run package'],
        env: { CI: '1' },
        timeoutMs: 600_000,
      },
    });
    expect((await runner.log(step, 0, ['$ npm ci', 'added 1 package'])).body).toEqual({ nextOffset: 2 });
    const upload = await runner.upload(step, 'hello-service', 'the artifact');
    expect(upload).toMatchObject({ status: 200, body: { sizeBytes: 12 } });
    await runner.complete(step);
    expect(await world.service.events(pipelinesArtifactPublishedV1)).toEqual([
      expect.objectContaining({ name: 'hello-service', digest: upload.body['digest'] }),
    ]);
  });

  it('the deploy node asks and waits; its answer gives the URL that the next node needs', async () => {
    const [wanted] = await world.service.events(pipelinesDeployRequestedV1);
    expect(wanted).toMatchObject({
      kind: 'deploy',
      serviceSlug: 'hello-service',
      environmentSlug: 'staging',
      version: expect.stringMatching(/^1-[0-9a-f]{7}$/),
    });
    expect(await world.statuses(org, executionId)).toMatchObject({
      package: 'succeeded',
      staging: 'waiting',
      verify: 'pending',
    });
    await answer(wanted?.requestId ?? '', wanted?.commit as Commit, 'http://127.0.0.1:9999');
    const verify = await runner.next();
    expect(verify).toMatchObject({
      nodeKey: 'verify',
      kind: 'http',
      spec: { url: 'http://127.0.0.1:9999/healthz', status: 200 },
    });
    await runner.complete(verify);
  });

  it('the author may not approve; another member may, with the evidence seen', async () => {
    const { body } = await world.as(org, 'get', '/approvals?state=pending', { user: org.ada });
    const approval = body.items[0];
    expect(approval).toMatchObject({
      canVote: false,
      cannotVoteReason: expect.stringContaining('wrote its commit'),
      effect: 'Promotes hello-service from staging to production.',
    });
    const vote = { decision: 'approve', evidenceDigest: approval.evidence.digest, comment: 'looks right' };
    const own = await world.as(org, 'post', `/approvals/${approval.id}/votes`, { user: org.ada, body: vote });
    expect([own.status, own.body.code]).toEqual([403, 'approval_self_vote']);
    const blind = await world.as(org, 'post', `/approvals/${approval.id}/votes`, {
      body: { ...vote, evidenceDigest: 'sha256:00' },
    });
    expect([blind.status, blind.body.code]).toEqual([409, 'evidence_changed']);
    const voted = await world.as(org, 'post', `/approvals/${approval.id}/votes`, { body: vote });
    expect(voted.body).toMatchObject({
      state: 'approved',
      votes: [{ userId: org.bob, decision: 'approve' }],
      canVote: false,
    });
  });

  it('the promotion follows and ends the execution', async () => {
    const [, wanted] = await world.service.events(pipelinesDeployRequestedV1);
    expect(wanted).toMatchObject({
      kind: 'promotion',
      environmentSlug: 'production',
      fromEnvironmentSlug: 'staging',
      artifact: null,
    });
    await answer(wanted?.requestId ?? '', wanted?.commit as Commit, 'http://127.0.0.1:9998');
    const { execution, nodes } = await world.execution(org, executionId);
    expect(execution).toMatchObject({ status: 'succeeded', nodesFinished: 6, reason: null });
    expect(nodes.at(-1)).toMatchObject({
      status: 'succeeded',
      deploymentId: expect.any(String),
      outputs: { url: 'http://127.0.0.1:9998' },
    });
    expect(await world.service.events(pipelinesExecutionStartedV1)).toHaveLength(1);
    expect(await world.service.events(pipelinesExecutionFinishedV1)).toEqual([
      expect.objectContaining({ outcome: 'succeeded' }),
    ]);
    expect(await world.service.events(approvalsRequestedV1)).toHaveLength(1);
    expect(await world.service.events(approvalsDecidedV1)).toEqual([
      expect.objectContaining({ decision: 'approved', votes: 1 }),
    ]);
  });

  it('shows the pipeline, its version, the artifact and its content', async () => {
    const { body } = await world.as(org, 'get', '/pipelines');
    expect(body.items[0]).toMatchObject({
      name: 'hello-service',
      latestVersion: 1,
      recentStatuses: ['succeeded'],
      lastExecution: { id: executionId },
    });
    const versions = await world.as(org, 'get', `/pipelines/${body.items[0].id}/versions`);
    expect(versions.body.items).toEqual([expect.objectContaining({ version: 1, source: PIPELINE })]);
    const artifacts = await world.as(org, 'get', `/executions/${executionId}/artifacts`);
    const content = await world.as(org, 'get', `/artifacts/${artifacts.body.items[0].id}/content`);
    expect(content.status).toBe(200);
    expect(String(content.body)).toBe('the artifact');
  });

  async function answer(requestId: string, commit: Commit, url: string): Promise<void> {
    const common = {
      deploymentId: newId(),
      number: 1,
      kind: 'deploy' as const,
      requestId,
      executionId,
      serviceId: newId(),
      serviceName: 's',
      environmentId: newId(),
      environmentName: 'e',
      environmentClass: 'staging' as const,
      releaseId: newId(),
      version: '1-abc',
      commit,
      requestedBy: { userId: null, name: 'x' },
      incidentId: null,
    };
    await world.service.deliver(deploymentsDeploymentStartedV1, org.id, common);
    await world.service.deliver(deploymentsDeploymentFinishedV1, org.id, {
      ...common,
      outcome: 'live',
      message: null,
      url,
      previousDeploymentId: null,
      durationMs: 5,
    });
  }
});
