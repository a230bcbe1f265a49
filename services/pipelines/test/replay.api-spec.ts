import { pipelinesExecutionStartedV1 } from '@throughline/contracts';
import type { TestRunner } from './test-runner.js';
import { type Organization, World } from './world.js';

const PIPELINE = 'name: again\nnodes:\n  a: { kind: shell, run: x }\n';
const DEPLOYING = `${PIPELINE}  d: { kind: deploy, needs: [a], service: hello-service, environment: staging, artifact: x }\n`;

describe('running an execution again', () => {
  let world: World;
  let org: Organization;
  let repository: { id: string; secret: string };
  let runner: TestRunner;
  beforeAll(async () => {
    world = await World.start();
    org = await world.organization();
    repository = await world.connect(org);
    runner = await world.runner();
  });
  afterAll(() => world.stop());

  const replay = (id: string): ReturnType<World['as']> => world.as(org, 'post', `/executions/${id}/replay`);

  it('makes one of the same commit and version, by whoever asked', async () => {
    const first = await world.run(org, repository, PIPELINE);
    await runner.complete(await runner.next(), 'failed');
    // What the file says by now is not what is run again, and gives the pipeline its name all the same.
    await world.run(org, repository, PIPELINE.replace('again', 'newer'));
    await runner.complete(await runner.next());
    const { status, body } = await replay(first);
    const before = await world.execution(org, first);
    expect(status).toBe(202);
    expect(body).toMatchObject({
      trigger: 'replay',
      status: 'queued',
      replayOf: first,
      replayOfNumber: before.execution['number'],
      commit: before.execution['commit'],
      pipelineName: 'newer',
      requestedById: org.bob,
    });
    const job = await runner.next();
    expect([job.executionId, job.nodeKey]).toEqual([body.id, 'a']);
    await runner.complete(job);
    const again = await world.execution(org, body.id);
    expect(again).toMatchObject({ execution: { status: 'succeeded' }, definitionVersion: 1 });
    expect((await world.execution(org, first)).execution['status']).toBe('failed');
    const started = await world.service.events(pipelinesExecutionStartedV1);
    expect(started.filter(({ executionId }) => executionId === body.id)).toMatchObject([{ trigger: 'replay' }]);
  });

  it('asks the branch’s rule of today whether it may deploy', async () => {
    const source = DEPLOYING.replace('run: x', 'run: x, artifacts: [{ name: x, path: x }]');
    const first = await world.run(org, repository, source);
    const job = await runner.next();
    await runner.upload(job, 'x', 'x');
    await runner.complete(job);
    expect(await world.statuses(org, first)).toMatchObject({ d: 'waiting' });
    const rules = await world.as(org, 'get', `/repositories/${repository.id}/branch-rules`);
    const [rule] = rules.body.items as { id: string }[];
    await world.as(org, 'delete', `/repositories/${repository.id}/branch-rules/${rule?.id ?? ''}`);
    const { body } = await replay(first);
    const second = await runner.next();
    await runner.upload(second, 'x', 'x');
    await runner.complete(second);
    expect(await world.statuses(org, body.id)).toEqual({ a: 'succeeded', d: 'skipped' });
    await world.as(org, 'post', `/repositories/${repository.id}/branch-rules`, {
      body: { pattern: 'main', deployable: true },
    });
  });

  it('refuses one whose file could not be read, and one of a repository that is gone', async () => {
    const blocked = await world.run(org, repository, 'name: [');
    expect(await replay(blocked)).toMatchObject({ status: 409, body: { code: 'nothing_to_replay' } });
    const other = await world.as(org, 'post', '/repositories', {
      body: { projectId: org.projectId, name: 'gone', cloneUrl: world.repository.url },
    });
    const { repository: gone, webhookSecret } = other.body as { repository: { id: string }; webhookSecret: string };
    await world.as(org, 'post', `/repositories/${gone.id}/branch-rules`, {
      body: { pattern: 'main', deployable: false },
    });
    const first = await world.run(org, { id: gone.id, secret: webhookSecret }, PIPELINE);
    await runner.complete(await runner.next());
    await world.as(org, 'delete', `/repositories/${gone.id}`);
    expect(await replay(first)).toMatchObject({ status: 409, body: { code: 'repository_removed' } });
  });
});
