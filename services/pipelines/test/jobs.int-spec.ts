import { pipelinesNodeFinishedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { eventually } from '@throughline/testing';
import { LeaseSweeper } from '../src/runners/lease-sweeper.js';
import type { Job, TestRunner } from './test-runner.js';
import { type ConnectedRepository, type Organization, World } from './world.js';

const ONE = 'name: one\nnodes:\n  a: { kind: shell, run: x, timeout: 30s }\n';
const TWO = 'name: two\nnodes:\n  a: { kind: shell, run: x }\n  b: { kind: shell, run: y }\n';

describe('jobs: leases, fences, placement', () => {
  let world: World;
  let org: Organization;
  let repository: ConnectedRepository;
  let runner: TestRunner;
  beforeAll(async () => {
    world = await World.start();
    org = await world.organization();
    repository = await world.connect(org);
    runner = await world.runner();
  });
  afterAll(() => world.stop());

  const sweep = (): Promise<void> => world.service.app.get(LeaseSweeper).sweep();
  const finished = async (executionId: string): Promise<number> =>
    (await world.service.events(pipelinesNodeFinishedV1)).filter((event) => event.executionId === executionId).length;

  it('gives one node to one of many runners that ask at once', async () => {
    const runners = await Promise.all([1, 2, 3, 4].map(() => world.runner()));
    const asked = Promise.all(runners.map((one) => one.acquire(3_000)));
    const executionId = await world.run(org, repository, ONE);
    const jobs = (await asked).flatMap((job, index) => (job ? [{ job, runner: runners[index] as TestRunner }] : []));
    expect(jobs).toHaveLength(1);
    await jobs[0]?.runner.complete(jobs[0].job);
    expect(await world.statuses(org, executionId)).toEqual({ a: 'succeeded' });
  });

  it('gives all nodes of an execution to the same runner', async () => {
    await world.run(org, repository, TWO);
    const first = await runner.next();
    const other = await world.runner();
    expect(await other.acquire(0)).toBeUndefined();
    const second = await runner.next();
    expect([first.nodeKey, second.nodeKey].toSorted()).toEqual(['a', 'b']);
    await Promise.all([runner.complete(first), runner.complete(second)]);
  });

  it('says which workspaces are over: of executions that have ended, are another runner’s or unknown', async () => {
    const executionId = await world.run(org, repository, TWO);
    const [first, other] = [await runner.next(), await world.runner()];
    const unknown = '0199a8c2-5b1e-7c3a-9a54-2f0d7e6b1c11';
    const keys = [executionId, unknown, 'ws-1'];
    expect(await runner.over(keys)).toEqual([unknown, 'ws-1']);
    expect(await other.over(keys)).toEqual(keys);
    await runner.complete(first);
    expect(await runner.over([executionId])).toEqual([]);
    await runner.complete(await runner.next());
    expect(await runner.over([executionId])).toEqual([executionId]);
    expect(await runner.over(Array.from({ length: 201 }, () => 'ws-1'))).toBe(400);
  });

  it('takes a completion once, and answers its repetition alike', async () => {
    const executionId = await world.run(org, repository, ONE);
    const job = await runner.next();
    const answers = await Promise.all([1, 2, 3].map(() => runner.complete(job)));
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
    expect((await runner.complete(job, 'failed')).status).toBe(200);
    expect(await world.statuses(org, executionId)).toEqual({ a: 'succeeded' });
    expect(await finished(executionId)).toBe(1);
  });

  it('refuses every call under a fence that is not current', async () => {
    const executionId = await world.run(org, repository, ONE);
    const job = await runner.next();
    const stale = { ...job, fence: job.fence + 1 };
    for (const answer of [
      await heartbeat(stale),
      await runner.log(stale, 0, ['x']),
      await runner.complete(stale),
      await runner.upload(stale, 'x', 'y'),
    ]) {
      expect([answer.status, answer.body['code']]).toEqual([409, 'fence_stale']);
    }
    expect((await heartbeat(job)).body).toEqual({ cancel: false });
    await runner.complete(job);
    expect(await finished(executionId)).toBe(1);
  });

  it('a lost lease makes the node unknown, and its runner too late', async () => {
    const executionId = await world.run(org, repository, TWO);
    const [lost, kept] = [await runner.next(), await runner.next()];
    await world.service.db.query(`UPDATE pipelines.job SET lease_until = now() - interval '1 second' WHERE id = $1`, [
      lost.jobId,
    ]);
    await Promise.all([sweep(), sweep()]);
    expect(await world.statuses(org, executionId)).toMatchObject({
      [lost.nodeKey]: 'unknown',
      [kept.nodeKey]: 'running',
    });
    expect((await runner.complete(lost)).status).toBe(409);
    await runner.complete(kept);
    const { execution } = await world.execution(org, executionId);
    expect(execution).toMatchObject({ status: 'unknown', reason: expect.stringContaining('unknown state') });
    expect(await runner.acquire(0)).toBeUndefined();
  });

  it('ends a node whose time limit has passed though its runner reports on', async () => {
    const executionId = await world.run(org, repository, ONE);
    const job = await runner.next();
    const due = await world.service.db.query<{ s: number }>(
      `SELECT extract(epoch FROM due_at - now())::int AS s FROM pipelines.node_deadline d JOIN pipelines.job j ON j.node_id = d.node_id WHERE j.id = $1`,
      [job.jobId],
    );
    expect(due[0]?.s).toBeGreaterThan(50);
    expect(due[0]?.s).toBeLessThanOrEqual(60);
    await world.service.db.query(`UPDATE pipelines.node_deadline SET due_at = now() - interval '1 second'`);
    await sweep();
    expect(await world.statuses(org, executionId)).toEqual({ a: 'timed_out' });
    expect((await heartbeat(job)).status).toBe(409);
  });

  it('ends an execution of which several nodes at once lack what they refer to', async () => {
    const lacking = (key: string): string =>
      `  ${key}: { kind: shell, run: y, needs: [a], env: { X: '\${{ nodes.a.outputs.x }}' } }\n`;
    const executionId = await world.run(org, repository, `${ONE}${['b', 'c', 'd'].map(lacking).join('')}`);
    await runner.complete(await runner.next());
    const { execution } = await world.execution(org, executionId);
    expect(execution).toMatchObject({ status: 'errored', reason: 'b, c, d broke on our side.' });
    const errored = { b: 'errored', c: 'errored', d: 'errored' };
    expect(await world.statuses(org, executionId)).toEqual({ a: 'succeeded', ...errored });
  });

  it('tells the runner of a cancel with its next heartbeat', async () => {
    const executionId = await world.run(org, repository, `${TWO}  c: { kind: shell, run: z, needs: [a, b] }\n`);
    const job = await runner.next();
    const answers = await Promise.all([1, 2].map(() => world.as(org, 'post', `/executions/${executionId}/cancel`)));
    expect(answers.map((answer) => answer.status)).toEqual([202, 202]);
    expect((await heartbeat(job)).body).toEqual({ cancel: true });
    expect(await world.statuses(org, executionId)).toMatchObject({ [job.nodeKey]: 'running', c: 'cancelled' });
    await runner.complete(job, 'cancelled');
    expect((await world.execution(org, executionId)).execution['status']).toBe('cancelled');
    const late = await world.as(org, 'post', `/executions/${executionId}/cancel`);
    expect(late.status).toBe(202);
  });

  it('gives a runner that starts anew what it held, under a new fence, with the place in its log', async () => {
    const executionId = await world.run(org, repository, TWO);
    const [first, second] = [await runner.next(), await runner.next()];
    await runner.log(first, 0, ['one', 'two']);
    await runner.complete(second);
    const { status, body } = await runner.call('/retake', {});
    expect([status, body['jobs']]).toEqual([200, [{ ...first, fence: first.fence + 1, logOffset: 2 }]]);
    expect((await heartbeat(first)).status).toBe(409);
    const again = { ...first, fence: first.fence + 1 };
    expect((await runner.log(again, 2, ['three'])).body).toEqual({ nextOffset: 3 });
    await runner.complete(again);
    expect(await world.statuses(org, executionId)).toEqual({ a: 'succeeded', b: 'succeeded' });
  });

  it('gives a held job to one of many runs of its runner that start at once', async () => {
    await world.run(org, repository, ONE);
    const job = await runner.next();
    const answers = await Promise.all([1, 2, 3].map(() => runner.call('/retake', {})));
    const fences = answers.flatMap(({ body }) => (body['jobs'] as Job[]).map(({ fence }) => fence));
    expect(fences.toSorted()).toEqual([2, 3, 4]);
    const completed = await Promise.all(fences.map((fence) => runner.complete({ ...job, fence })));
    expect(completed.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('gives nothing of what was held to another runner, after the lease, or after registering anew', async () => {
    const before = await world.runner('forgets');
    await world.run(org, repository, ONE);
    const job = await before.next();
    const none = { status: 200, body: { jobs: [] } };
    expect(await (await world.runner()).call('/retake', {})).toEqual(none);
    const after = await world.runner('forgets');
    expect(await after.call('/retake', {})).toEqual(none);
    expect((await after.call(`/${job.jobId}/heartbeat`, { fence: job.fence })).status).toBe(200);
    await after.complete(job);
    await world.run(org, repository, ONE);
    const late = await runner.next();
    await world.service.db.query(`UPDATE pipelines.job SET lease_until = now() WHERE id = $1`, [late.jobId]);
    expect(await runner.call('/retake', {})).toEqual(none);
    await sweep();
  });

  it('gives a request whose answer was lost the job that it was given, under a new fence, and no other one', async () => {
    await world.run(org, repository, TWO);
    const requestId = newId();
    const unheard = (await runner.request(requestId)).body as unknown as Job;
    await world.service.db.query(`UPDATE pipelines.job SET lease_until = now() WHERE id = $1`, [unheard.jobId]);
    const heard = (await runner.request(requestId, true)).body as unknown as Job;
    expect(heard).toMatchObject({ jobId: unheard.jobId, spec: unheard.spec, fence: unheard.fence + 1 });
    expect((await runner.complete(unheard)).status).toBe(409);
    await runner.complete(heard);
    const next = (await runner.request(requestId, true)).body as unknown as Job;
    expect(next.jobId).not.toBe(heard.jobId);
    await runner.complete(next);
  });

  it('gives two calls of one request one job, also at the same moment', async () => {
    await world.run(org, repository, TWO);
    const requestId = newId();
    const both = await Promise.all([runner.request(requestId, true), runner.request(requestId, true)]);
    const running = await world.service.db.query(
      `SELECT id FROM pipelines.job WHERE state = 'running' AND acquired_by = $1`,
      [requestId],
    );
    expect(running).toHaveLength(1);
    expect(both.map(({ status }) => status).every((status) => [200, 409].includes(status))).toBe(true);
    const job = (await runner.request(requestId, true)).body as unknown as Job;
    expect([job.jobId]).toEqual(running.map(({ id }) => id));
    await runner.complete(job);
    await runner.complete(await runner.next());
  });

  it('ends a node in an unknown state when its runner says so', async () => {
    const executionId = await world.run(org, repository, ONE);
    await runner.complete(await runner.next(), 'unknown', { message: 'Nobody saw the end.' });
    expect(await world.statuses(org, executionId)).toEqual({ a: 'unknown' });
  });

  it('keeps the workspace of a runner that registers anew, and voids its old token', async () => {
    const before = await world.runner('restarts');
    await world.run(org, repository, TWO);
    await before.complete(await before.next());
    const after = await world.runner('restarts');
    expect(after.id).toBe(before.id);
    expect((await before.call('/acquire', { waitMs: 0 })).status).toBe(401);
    await after.complete(await after.next());
  });

  it('ends what waits for a runner that is gone', async () => {
    const gone = await world.runner('gone');
    const executionId = await world.run(org, repository, `${ONE}  b: { kind: shell, run: y, needs: [a] }\n`);
    await gone.complete(await gone.next());
    await world.service.db.query(
      `UPDATE pipelines.runner SET last_seen_at = now() - interval '1 hour' WHERE name = 'gone'`,
    );
    await world.service.db.query(
      `UPDATE pipelines.job SET created_at = now() - interval '1 hour' WHERE state = 'ready'`,
    );
    await sweep();
    await eventually(async () =>
      expect(await world.statuses(org, executionId)).toEqual({ a: 'succeeded', b: 'errored' }),
    );
  });

  function heartbeat(job: Job): ReturnType<TestRunner['call']> {
    return runner.call(`/${job.jobId}/heartbeat`, { fence: job.fence });
  }
});
