import { newId } from '@throughline/kernel';
import { SystemTx, type Tx } from '@throughline/platform';
import { eventually } from '@throughline/testing';
import { JobQueue } from '../src/runners/job-queue.js';
import type { TestRunner } from './test-runner.js';
import { type ConnectedRepository, type Organization, World } from './world.js';

const pipeline = (...nodes: string[]): string => `name: q\nnodes:\n${nodes.map((node) => `  ${node}\n`).join('')}`;
const PLAIN = pipeline('a: { kind: shell, run: x }');

describe('the queue of jobs', () => {
  let world: World;
  let org: Organization;
  let repository: ConnectedRepository;
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
    expect(await messageOf(executionId)).toBe('No runner takes work: none is registered, or all are paused.');
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
    expect(await messageOf(executionId)).toBe('No runner that takes work has all of: arm, linux, no-network.');
    const runner = await world.runner('late', ['linux']);
    expect(await runner.acquire(0)).toBeUndefined();
    expect(await runner.announce(['linux', 'arm'], ['no-network'])).toEqual({ status: 200, body: {} });
    const job = await runner.next();
    expect(job.spec).toMatchObject({ network: 'none', image: null });
    await runner.complete(job);
    expect(await messageOf(executionId)).toBeNull();
  });

  it('keeps the new executions of an organization from a runner that it has paused, and no others', async () => {
    const other = await world.organization();
    const elsewhere = await world.connect(other);
    const runner = await world.runner('paused', ['calm']);
    const calm = pipeline('a: { kind: shell, run: x, runsOn: [calm] }', 'b: { kind: shell, run: y, needs: [a] }');
    const begun = await world.run(org, repository, calm);
    const first = await runner.next();
    const paused = await Promise.all([1, 2].map(() => world.as(org, 'post', `/runners/${runner.id}/pause`)));
    expect(paused.map(({ status }) => status)).toEqual([204, 204]);
    await runner.complete(first);
    await runner.complete(await runner.next());
    expect(await world.statuses(org, begun)).toEqual({ a: 'succeeded', b: 'succeeded' });
    const waits = await world.run(org, repository, calm);
    expect(await messageOf(waits)).toBe('No runner that takes work has all of: calm.');
    expect(await runner.acquire(0)).toBeUndefined();
    expect((await world.as(org, 'get', '/runners/queue')).body).toMatchObject({
      jobs: 1,
      groups: [{ labels: ['calm'], jobs: 1, runners: 0 }],
    });
    await world.run(other, elsewhere, calm);
    expect(await orgOf(runner)).toBe(other.id);
    expect((await world.as(org, 'post', `/runners/${runner.id}/resume`)).status).toBe(204);
    const served = [await orgOf(runner), await orgOf(runner)];
    expect(served.toSorted()).toEqual([org.id, other.id].toSorted());
  });

  it('shows what a runner is, has and runs, of what the organization may see', async () => {
    const runner = await world.runner('shown', ['shown']);
    await runner.announce(['shown'], ['bubblewrap']);
    const executionId = await world.run(org, repository, pipeline('a: { kind: shell, run: x, runsOn: [shown] }'));
    const job = await runner.next();
    const shownTo = async (organization: Organization): Promise<object | undefined> =>
      (await world.as(organization, 'get', '/runners?limit=200')).body.items.find(
        ({ id }: { id: string }) => id === runner.id,
      );
    const own = { online: true, paused: false, executor: 'process', version: '1.2.3', capabilities: ['bubblewrap'] };
    const running = [{ executionId, executionNumber: expect.any(Number), nodeKey: 'a', startedAt: expect.any(String) }];
    expect(await shownTo(org)).toMatchObject({ ...own, runningJobs: 1, running });
    expect(await shownTo(await world.organization())).toMatchObject({ ...own, runningJobs: 0, running: [] });
    await runner.complete(job);
  });

  it('removes a runner that is gone, and no other; one that comes back registers again', async () => {
    const runner = await world.runner('removed', []);
    expect((await world.as(org, 'delete', `/runners/${runner.id}`)).body).toMatchObject({ code: 'runner_present' });
    await world.service.db.query(`UPDATE pipelines.runner SET last_seen_at = now() - interval '1 hour' WHERE id = $1`, [
      runner.id,
    ]);
    const answers = await Promise.all([1, 2, 3].map(() => world.as(org, 'delete', `/runners/${runner.id}`)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 404, 404]);
    expect((await runner.call('/acquire', { waitMs: 0 })).body).toMatchObject({ code: 'runner_unknown' });
    const names = async (): Promise<string[]> =>
      (await world.as(org, 'get', '/runners?limit=200')).body.items.map(({ name }: { name: string }) => name);
    expect(await names()).not.toContain('removed');
    const back = await world.runner('removed', []);
    expect([back.id, (await names()).includes('removed')]).toEqual([runner.id, true]);
  });

  it('lets those who may only look neither pause nor remove', async () => {
    const { id } = await world.runner('looked-at', []);
    for (const [method, path] of [
      ['post', '/pause'],
      ['post', '/resume'],
      ['delete', ''],
    ] as const)
      expect((await world.as(org, method, `/runners/${id}${path}`, { role: 'developer' })).status).toBe(403);
  });

  it('lets organizations take turns, whoever asked first and how much', async () => {
    const others = [await world.organization(), await world.organization()];
    for (let count = 0; count < 4; count++) await world.run(org, repository, PLAIN);
    for (const other of others) await world.run(other, await world.connect(other), PLAIN);
    const runner = await world.runner();
    const served = [await orgOf(runner), await orgOf(runner), await orgOf(runner)];
    expect(served.toSorted()).toEqual([org.id, ...others.map(({ id }) => id)].toSorted());
    expect(await orgOf(runner)).toBe(org.id);
  });

  it('gives an organization what it prefers first, of two runners at once and whatever the labels', async () => {
    const label = `p${newId().slice(-8)}`;
    const preferred = (priority: number, more = ''): string =>
      `priority: ${priority}\n${pipeline(`a: { kind: shell, run: x, runsOn: [${label}${more}] }`)}`;
    const low = await world.run(org, repository, preferred(-10));
    const plain = await world.run(org, repository, pipeline(`a: { kind: shell, run: x, runsOn: [${label}] }`));
    const high = await world.run(org, repository, preferred(9));
    const highest = await world.run(org, repository, preferred(10, ', zz'));
    const runners = [await world.runner(`${label}-1`, [label, 'zz']), await world.runner(`${label}-2`, [label, 'zz'])];
    const taken: string[] = [];
    for (let round = 0; round < 2; round++) {
      const both = await Promise.all(runners.map(async (runner) => ({ runner, job: await runner.next() })));
      taken.push(...both.map(({ job }) => job.executionId).toSorted());
      await Promise.all(both.map(({ runner, job }) => runner.complete(job)));
    }
    expect(taken).toEqual([...[high, highest].toSorted(), ...[low, plain].toSorted()]);
  });

  it('lets no priority of an organization come before another organization', async () => {
    const label = `q${newId().slice(-8)}`;
    const wish = pipeline(`a: { kind: shell, run: x, runsOn: [${label}] }`);
    const other = await world.organization();
    for (let count = 0; count < 3; count++) await world.run(org, repository, `priority: 10\n${wish}`);
    await world.run(other, await world.connect(other), `priority: -10\n${wish}`);
    const runner = await world.runner(label, [label]);
    const served = [await orgOf(runner), await orgOf(runner)];
    expect(served.toSorted()).toEqual([org.id, other.id].toSorted());
  });

  it('finds a job behind more groups than one look visits', async () => {
    const executionId = await world.run(org, repository, PLAIN);
    await world.service.db.query(
      `INSERT INTO pipelines.job (id, org_id, execution_id, node_id, spec, labels, label_key)
       SELECT gen_random_uuid(), org_id, gen_random_uuid(), node_id, spec, ARRAY['a' || n], 'a' || lpad(n::text, 4, '0')
       FROM pipelines.job, generate_series(1, 200) AS n WHERE execution_id = $1`,
      [executionId],
    );
    await world.service.db.query(`UPDATE pipelines.job SET labels = '{zz}', label_key = 'zz' WHERE execution_id = $1`, [
      executionId,
    ]);
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
      `INSERT INTO pipelines.job (id, org_id, execution_id, node_id, spec, labels, label_key)
       SELECT gen_random_uuid(), org_id, gen_random_uuid(), node_id, '{}', '{never}', 'never'
       FROM pipelines.job, generate_series(1, 20000) WHERE execution_id = $1`,
      [executionId],
    );
    await world.service.db.query('ANALYZE pipelines.job');
    const runner = await world.runner();
    let read = 0;
    const counted = {
      run: <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
        world.service.app.get(SystemTx).run(async (tx) => {
          const result = await work(tx);
          const rows = await tx.query<{ read: number }>(
            `SELECT (seq_tup_read + idx_tup_fetch)::int AS read FROM pg_stat_xact_user_tables WHERE relname = 'job'`,
          );
          read += rows[0]?.read ?? 0;
          return result;
        }),
    };
    await new JobQueue(counted as SystemTx).candidates(runner.id);
    expect(read).toBeLessThan(2_000);
    expect(read).toBeGreaterThan(0);
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
