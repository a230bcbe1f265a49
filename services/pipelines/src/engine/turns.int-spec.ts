import { eventually } from '@throughline/testing';
import type { TestRunner } from '../../test/test-runner.js';
import { type ConnectedRepository, type Organization, World } from '../../test/world.js';
import { Turns } from './turns.js';

const pipeline = (concurrency: string, more = ''): string =>
  `name: turns\nconcurrency: ${concurrency}\nnodes:\n  a: { kind: shell, run: x }\n${more}`;

describe('executions that take turns', () => {
  let world: World;
  let org: Organization;
  let repository: ConnectedRepository;
  let runner: TestRunner;
  beforeAll(async () => {
    world = await World.start();
    org = await world.organization();
    repository = await world.connect(org, { pattern: '*', deployable: true });
    runner = await world.runner();
  });
  afterEach(async () => expect(await world.service.db.query('SELECT 1 FROM pipelines.execution_turn')).toEqual([]));
  afterAll(() => world.stop());

  const run = (source: string, branch = 'main'): Promise<string> => world.run(org, repository, source, branch);
  const statusOf = async (id: string): Promise<unknown> => (await world.execution(org, id)).execution['status'];
  const becomes = (id: string, status: string): Promise<void> =>
    eventually(async () => expect(await statusOf(id)).toBe(status));
  const finish = async (id: string): Promise<void> => {
    const job = await runner.next();
    expect(job.executionId).toBe(id);
    await runner.complete(job);
    await becomes(id, 'succeeded');
  };

  it('begin one after the other, in the order in which they came', async () => {
    const ids = [await run(pipeline('deploy')), await run(pipeline('deploy')), await run(pipeline('deploy'))];
    expect(await Promise.all(ids.map(statusOf))).toEqual(['queued', 'queued', 'queued']);
    const jobs = await world.service.db.query('SELECT 1 FROM pipelines.job WHERE execution_id = ANY($1)', [ids]);
    expect(jobs).toHaveLength(1);
    for (const id of ids) await finish(id);
  });

  it('are of one group only where branch and repository are the same', async () => {
    const source = pipeline('"deploy-${{ branch }}"');
    const [one, other] = [await run(source, 'one'), await run(source, 'two')];
    await finish(one);
    await finish(other);
    expect(await world.execution(org, other)).toMatchObject({ execution: { concurrencyGroup: 'deploy-two' } });
  });

  it('are blocked where the group refuses, and say by which', async () => {
    const source = pipeline('{ group: deploy, policy: refuse }');
    const first = await run(source);
    const second = await run(source);
    const number = (await world.execution(org, first)).execution['number'];
    expect((await world.execution(org, second)).execution).toMatchObject({
      ...{ status: 'blocked', finishedAt: expect.any(String) as string },
      reason: expect.stringContaining(`#${String(number)} of the group deploy is not over`) as string,
    });
    await finish(first);
  });

  it('take the place of all before them where the newest counts, which still clean up', async () => {
    const source = pipeline('{ group: deploy, policy: cancel }', 'finally:\n  z: { kind: shell, run: x }\n');
    const first = await run(source);
    const job = await runner.next();
    const [second, third] = [await run(source), await run(source)];
    await becomes(second, 'cancelled');
    await becomes(first, 'cancelling');
    // Nobody asks a second time, which would end what cleans up.
    const turns = world.service.app.get(Turns);
    await Promise.all([turns.giveOn(), turns.giveOn()]);
    expect(await statusOf(third)).toBe('queued');
    await runner.complete(job, 'cancelled');
    const cleanup = await runner.next();
    expect([cleanup.executionId, cleanup.nodeKey]).toEqual([first, 'z']);
    await runner.complete(cleanup);
    await becomes(first, 'cancelled');
    expect((await world.execution(org, first)).execution['reason']).toContain('A newer execution of the group deploy');
    const last = await runner.next();
    expect(last.executionId).toBe(third);
    await runner.complete(last);
    await runner.complete(await runner.next());
    await becomes(third, 'succeeded');
  });

  it('are never two at once, however many come, are cancelled and are given on at the same time', async () => {
    const first = await run(pipeline('race'));
    const { pipelineId } = (await world.execution(org, first)).execution;
    const turns = world.service.app.get(Turns);
    const started = await Promise.all(
      Array.from({ length: 8 }, () =>
        world.as(org, 'post', `/pipelines/${String(pipelineId)}/executions`, { body: {} }),
      ),
    );
    const ids = [first, ...started.map(({ body }) => String(body.id))];
    const cancelled = ids[3] ?? '';
    await Promise.all([turns.giveOn(), world.as(org, 'post', `/executions/${cancelled}/cancel`), turns.giveOn()]);
    for (let round = 0; round < ids.length - 1; round += 1) {
      const job = await runner.next();
      expect(await runner.acquire(0)).toBeUndefined();
      await Promise.all([runner.complete(job), turns.giveOn(), turns.giveOn()]);
    }
    const statuses = await Promise.all(ids.map(statusOf));
    expect(statuses.toSorted()).toEqual(['cancelled', ...Array<string>(8).fill('succeeded')]);
  });

  it('leave no turn behind when there is nothing to do', async () => {
    const source =
      'name: n\nconcurrency: none\nnodes:\n  d: { kind: deploy, service: hello-service, environment: staging, artifact: x, needs: [a] }\n  a: { kind: shell, run: x, artifacts: [{ name: x, path: x }], if: "false" }\n';
    await becomes(await run(source), 'errored');
  });
});
