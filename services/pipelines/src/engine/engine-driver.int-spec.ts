import { eventually } from '@throughline/testing';
import { pipelinesExecutionFinishedV1, pipelinesNodeFinishedV1 } from '@throughline/contracts';
import { MAX_NODES } from '../definitions/definition.js';
import { DriveLane } from './drive-lane.js';
import { DriveStore } from './drive-store.js';
import { type ConnectedRepository, type Organization, World } from '../../test/world.js';

const gate = (needs: string[], condition = 'true'): string =>
  `{ kind: gate, condition: '${condition}', needs: [${needs.join(', ')}] }`;
const chain = (length: number): string =>
  `name: chain\nnodes:\n${Array.from({ length }, (_, i) => `  n${i}: ${gate(i === 0 ? [] : [`n${i - 1}`])}\n`).join('')}`;
const fan = (width: number): string =>
  `name: fan\nnodes:\n  first: ${gate([])}\n${Array.from({ length: width }, (_, i) => `  m${i}: ${gate(['first'])}\n`).join('')}  last: ${gate(Array.from({ length: width }, (_, i) => `m${i}`))}\n`;

describe('the engine’s own nodes', () => {
  let world: World;
  let org: Organization;
  let repository: ConnectedRepository;
  beforeAll(async () => {
    world = await World.start();
    org = await world.organization();
    repository = await world.connect(org);
  });
  afterAll(() => world.stop());

  async function ended(executionId: string): Promise<Record<string, unknown>> {
    return eventually(async () => {
      const { execution } = await world.execution(org, executionId);
      expect(execution['finishedAt']).not.toBeNull();
      return execution;
    });
  }
  const drives = (): Promise<object[]> => world.service.db.query('SELECT * FROM pipelines.execution_drive');

  it('does a chain and a fan by itself, each node once and after what it needs', async () => {
    const ids = [await world.run(org, repository, chain(10)), await world.run(org, repository, fan(20))];
    for (const id of ids) expect(await ended(id)).toMatchObject({ status: 'succeeded' });
    const events = await world.service.db.query<{ n: number; nodes: number }>(
      `SELECT count(*)::int AS n, count(DISTINCT node_key)::int AS nodes FROM pipelines.execution_state_event
        WHERE execution_id = ANY($1) AND node_key IS NOT NULL AND to_state = 'succeeded'`,
      [ids],
    );
    expect(events).toEqual([{ n: 32, nodes: 32 }]);
    const early = await world.service.db.query(
      `SELECT 1 FROM pipelines.node n JOIN pipelines.node need ON need.execution_id = n.execution_id
          AND n.definition->'needs' @> to_jsonb(need.key)
        WHERE n.execution_id = ANY($1) AND n.started_at < need.finished_at`,
      [ids],
    );
    expect(early).toEqual([]);
    expect(await drives()).toEqual([]);
  });

  it('does a pipeline as large as there may be one', async () => {
    const id = await world.run(org, repository, fan(MAX_NODES - 2));
    expect(await ended(id)).toMatchObject({ status: 'succeeded', nodesTotal: MAX_NODES, nodesFinished: MAX_NODES });
  });

  it('does what was begun in its own process without a claim, and what it was not given by a claim of its own', async () => {
    const store = world.service.app.get(DriveStore);
    const claim = jest.spyOn(store, 'claim').mockResolvedValue([]);
    const given = jest.spyOn(DriveLane.prototype, 'take');
    expect(await ended(await world.run(org, repository, chain(3)))).toMatchObject({ status: 'succeeded' });
    expect(given).toHaveBeenCalled();
    given.mockImplementation(() => undefined);
    const id = await world.run(org, repository, chain(3));
    const [drive] = await drives();
    expect(drive).toMatchObject({ execution_id: id, owner: expect.any(String) as string });
    claim.mockRestore();
    expect(await ended(id)).toMatchObject({ status: 'succeeded' });
    given.mockRestore();
  });

  it('judges by what the nodes before gave, and says what does not hold', async () => {
    const runner = await world.runner();
    const condition = `int(nodes.build.outputs.coverage) >= 80`;
    const pipeline = `name: gated\nnodes:\n  build: { kind: shell, run: x }\n  gate: ${gate(['build'], condition)}\n  after: { kind: shell, run: y, needs: [gate] }\n`;
    const [good, bad, none] = [
      await world.run(org, repository, pipeline),
      await world.run(org, repository, pipeline),
      await world.run(org, repository, pipeline),
    ];
    const outputs = new Map([
      [good, { coverage: '81' }],
      [bad, { coverage: '79' }],
      [none, {}],
    ]);
    for (let i = 0; i < 3; i += 1) {
      const job = await runner.next();
      await runner.complete(job, 'succeeded', { outputs: outputs.get(job.executionId) });
    }
    await ended(bad);
    await ended(none);
    const job = await runner.next();
    expect([job.executionId, job.nodeKey]).toEqual([good, 'after']);
    await runner.complete(job);
    expect(await ended(good)).toMatchObject({ status: 'succeeded' });
    expect((await world.execution(org, bad)).nodes).toMatchObject([
      {},
      { status: 'failed', message: 'The condition does not hold.', condition },
      { status: 'skipped', message: 'gate failed.' },
    ]);
    expect((await world.execution(org, none)).nodes[1]).toMatchObject({
      message: expect.stringContaining('cannot be judged') as string,
    });
    const failed = await world.service.events(pipelinesNodeFinishedV1);
    expect(failed.filter(({ nodeKey, executionId }) => nodeKey === 'gate' && executionId === good)).toEqual([]);
    expect(failed.filter(({ nodeKey, executionId }) => nodeKey === 'gate' && executionId === bad)).toHaveLength(1);
  });

  it('puts off an execution that cannot be written, and goes on with those beside it', async () => {
    const runner = await world.runner();
    const pipeline = `name: late\nnodes:\n  a: { kind: shell, run: x }\n  b: ${gate(['a'])}\n`;
    const [broken, ...whole] = [await world.run(org, repository, pipeline), await world.run(org, repository, pipeline)];
    const jobs = [await runner.next(), await runner.next()];
    // What its events have to say of the commit is gone: the end of the execution cannot be told to anybody.
    await world.service.db.query(`UPDATE pipelines.execution SET commit = commit - 'authoredAt' WHERE id = $1`, [
      broken,
    ]);
    for (const job of jobs) await runner.complete(job);
    for (const id of whole) expect(await ended(id)).toMatchObject({ status: 'succeeded' });
    await eventually(async () =>
      expect(await drives()).toMatchObject([{ execution_id: broken, failures: 1, owner: null }]),
    );
    expect(await world.statuses(org, String(broken))).toEqual({ a: 'succeeded', b: 'pending' });
    await world.service.db.query(
      `UPDATE pipelines.execution SET commit = commit || '{"authoredAt":"2026-11-20T10:00:00.000Z"}' WHERE id = $1`,
      [broken],
    );
    expect(await ended(String(broken))).toMatchObject({ status: 'succeeded' });
  });

  it('ends every one of many executions that are cancelled while they are driven', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 6; i += 1) {
      const id = await world.run(org, repository, chain(200));
      await world.as(org, 'post', `/executions/${id}/cancel`);
      ids.push(id);
    }
    const ends = await Promise.all(ids.map(async (id) => (await ended(id))['status']));
    expect(ends).toContain('cancelled');
    for (const [index, id] of ids.entries()) {
      const allowed = ends[index] === 'cancelled' ? ['succeeded', 'cancelled'] : ['succeeded'];
      const statuses = Object.values(await world.statuses(org, id));
      expect(statuses.filter((status) => !allowed.includes(status))).toEqual([]);
    }
    const finished = (await world.service.events(pipelinesExecutionFinishedV1)).map(({ executionId }) => executionId);
    expect(finished.filter((id) => ids.includes(id)).toSorted()).toEqual(ids.toSorted());
    expect(await drives()).toEqual([]);
  });
});
