import { newId } from '@throughline/kernel';
import { eventually } from '@throughline/testing';
import { JobQueue } from '../src/runners/job-queue.js';
import type { TestRunner } from './test-runner.js';
import { type Organization, World } from './world.js';

const pipeline = (...nodes: string[]): string => `name: q\nnodes:\n${nodes.map((node) => `  ${node}\n`).join('')}`;
const PLAIN = pipeline('a: { kind: shell, run: x }');

describe('the queue of jobs', () => {
  let world: World;
  let org: Organization;
  let repository: { id: string; secret: string };
  beforeAll(async () => {
    world = await World.start();
    org = await world.organization();
    repository = await world.connect(org);
  });
  afterAll(() => world.stop());
  afterEach(() => world.service.db.query(`UPDATE pipelines.job SET state = 'finished' WHERE state = 'ready'`));

  const messageOf = async (executionId: string): Promise<unknown> =>
    (await world.execution(org, executionId)).nodes[0]?.['message'];

  it('says that no runner is registered, until one takes the job', async () => {
    const executionId = await world.run(org, repository, PLAIN);
    expect(await messageOf(executionId)).toBe('No runner is registered yet.');
    const runner = await world.runner();
    await runner.complete(await runner.next());
    expect(await messageOf(executionId)).toBeNull();
  });

  it('gives a job only to a runner that has the labels of every node of its execution', async () => {
    const both = pipeline(
      'a: { kind: shell, run: x, runsOn: [linux] }',
      'b: { kind: shell, run: y, runsOn: [gpu], needs: [a] }',
    );
    const [plain, fitting] = [
      await world.runner('plain', ['linux']),
      await world.runner('fitting', ['linux', 'gpu', 'big']),
    ];
    const executionId = await world.run(org, repository, both);
    expect(await plain.acquire(0)).toBeUndefined();
    expect(await messageOf(executionId)).toBeNull();
    await fitting.complete(await fitting.next());
    await fitting.complete(await fitting.next());
    expect(await world.statuses(org, executionId)).toEqual({ a: 'succeeded', b: 'succeeded' });
  });

  it('says which labels no registered runner has, and gives the job to the first that announces them', async () => {
    const wants = pipeline('a: { kind: shell, run: x, runsOn: [arm, linux], network: none }');
    const executionId = await world.run(org, repository, wants);
    expect(await messageOf(executionId)).toBe('No registered runner has all of: arm, linux, no-network.');
    const runner = await world.runner('late', ['linux']);
    expect(await runner.acquire(0)).toBeUndefined();
    expect(await runner.announce(['linux', 'arm'], ['no-network'])).toEqual({ status: 200, body: { paused: false } });
    const job = await runner.next();
    expect(job.spec).toMatchObject({ network: 'none', image: null });
    await runner.complete(job);
    expect(await messageOf(executionId)).toBeNull();
  });

  it('lets organizations take turns, whoever asked first and how much', async () => {
    const others = [await world.organization(), await world.organization()];
    for (let count = 0; count < 6; count++) await world.run(org, repository, PLAIN);
    for (const other of others) await world.run(other, await world.connect(other), PLAIN);
    const runner = await world.runner();
    const served = [await orgOf(runner), await orgOf(runner), await orgOf(runner)];
    expect(served.toSorted()).toEqual([org.id, ...others.map(({ id }) => id)].toSorted());
    expect([await orgOf(runner), await orgOf(runner)]).toEqual([org.id, org.id]);
  });

  it('finds a job behind more groups than one look visits', async () => {
    const executionId = await world.run(org, repository, PLAIN);
    await world.service.db.query(
      `INSERT INTO pipelines.job (id, org_id, execution_id, node_id, spec, labels)
       SELECT gen_random_uuid(), org_id, gen_random_uuid(), node_id, spec, ARRAY['a' || lpad(n::text, 4, '0')]
       FROM pipelines.job, generate_series(1, 200) AS n WHERE execution_id = $1`,
      [executionId],
    );
    await world.service.db.query(`UPDATE pipelines.job SET labels = '{zz}' WHERE execution_id = $1`, [executionId]);
    const runner = await world.runner('patient', ['zz']);
    const queue = world.service.app.get(JobQueue);
    const found = await eventually(async () => {
      const candidates = await queue.candidates(runner.id);
      expect(candidates).not.toEqual([]);
      return candidates;
    });
    expect(found.map((job) => job.executionId)).toEqual([executionId]);
  });

  it('does not read the jobs of a group that it cannot take from', async () => {
    const executionId = await world.run(org, repository, PLAIN);
    await world.service.db.query(
      `INSERT INTO pipelines.job (id, org_id, execution_id, node_id, spec, labels)
       SELECT gen_random_uuid(), org_id, gen_random_uuid(), node_id, '{}', '{never}'
       FROM pipelines.job, generate_series(1, 20000) WHERE execution_id = $1`,
      [executionId],
    );
    await world.service.db.query('ANALYZE pipelines.job');
    const runner = await world.runner();
    const read = async (): Promise<number> => {
      await world.service.db.query('SELECT pg_stat_force_next_flush()');
      const rows = await world.service.db.query<{ read: string }>(
        `SELECT coalesce(sum(idx_tup_read), 0) + (SELECT seq_tup_read FROM pg_stat_user_tables WHERE relid = 'pipelines.job'::regclass) AS read
         FROM pg_stat_user_indexes WHERE relid = 'pipelines.job'::regclass`,
      );
      return Number(rows[0]?.read);
    };
    const before = await read();
    await world.service.app.get(JobQueue).candidates(runner.id);
    expect((await read()) - before).toBeLessThan(2_000);
  });

  async function orgOf(runner: TestRunner): Promise<string> {
    const job = await runner.next();
    await runner.complete(job);
    const rows = await world.service.db.query<{ org_id: string }>('SELECT org_id FROM pipelines.job WHERE id = $1', [
      job.jobId,
    ]);
    return rows[0]?.org_id ?? newId();
  }
});
