import { type ConnectedRepository, type Organization, World } from '../../test/world.js';
import { Timers } from './timers.js';

const WAITS = Array.from({ length: 20 }, (_, i) => `  w${i}: { kind: wait, for: 1d }\n`).join('');

describe('the timers of nodes', () => {
  let world: World;
  let org: Organization;
  let repository: ConnectedRepository;
  beforeAll(async () => {
    world = await World.start();
    org = await world.organization();
    repository = await world.connect(org);
  });
  afterAll(() => world.stop());

  const due = (id: string): Promise<object[]> =>
    world.service.db.query(`UPDATE pipelines.node_deadline SET due_at = clock_timestamp() WHERE execution_id = $1`, [
      id,
    ]);
  const moves = (id: string): Promise<object[]> =>
    world.service.db.query(
      `SELECT to_state, count(*)::int AS times FROM pipelines.execution_state_event
        WHERE execution_id = $1 AND node_key IS NOT NULL GROUP BY 1 ORDER BY 1`,
      [id],
    );

  it('fire once each, however many processes look at once', async () => {
    const id = await world.run(org, repository, `name: waits\nnodes:\n${WAITS}`);
    await due(id);
    const timers = world.service.app.get(Timers);
    await Promise.all(Array.from({ length: 5 }, () => timers.fireDue()));
    expect(await moves(id)).toEqual([
      { to_state: 'succeeded', times: 20 },
      { to_state: 'waiting', times: 20 },
    ]);
    expect(await world.service.db.query('SELECT 1 FROM pipelines.node_deadline')).toEqual([]);
    expect((await world.execution(org, id)).execution['status']).toBe('succeeded');
  });

  it('are gone with what waited for them', async () => {
    const id = await world.run(org, repository, `name: waits\nnodes:\n${WAITS}`);
    await due(id);
    const timers = world.service.app.get(Timers);
    await Promise.all([world.as(org, 'post', `/executions/${id}/cancel`), timers.fireDue(), timers.fireDue()]);
    expect(await world.service.db.query('SELECT 1 FROM pipelines.node_deadline')).toEqual([]);
    const statuses = Object.values(await world.statuses(org, id));
    expect(statuses.filter((status) => status !== 'succeeded' && status !== 'cancelled')).toEqual([]);
    expect(await moves(id)).toContainEqual({ to_state: 'waiting', times: 20 });
  });

  it('do not keep each other waiting when one cannot be fired', async () => {
    const [bad, good] = [
      await world.run(org, repository, 'name: w\nnodes:\n  w: { kind: wait, for: 1d }\n'),
      await world.run(org, repository, 'name: w\nnodes:\n  w: { kind: wait, for: 1d }\n'),
    ];
    // As a defect would leave it: a node that no definition says the kind of.
    await world.service.db.query(`UPDATE pipelines.node SET definition = 'null' WHERE execution_id = $1`, [bad]);
    await due(bad);
    await due(good);
    await world.service.app.get(Timers).fireDue();
    expect(await world.statuses(org, good)).toEqual({ w: 'succeeded' });
    const left = await world.service.db.query(
      `SELECT due_at > clock_timestamp() AS "isPutOff" FROM pipelines.node_deadline WHERE execution_id = $1`,
      [bad],
    );
    expect(left).toEqual([{ isPutOff: true }]);
  });

  it('leave nothing to take in a paused execution, whoever was first', async () => {
    const runner = await world.runner();
    for (let round = 0; round < 4; round += 1) {
      const id = await world.run(
        org,
        repository,
        'name: p\nnodes:\n  a: { kind: shell, run: x }\n  b: { kind: shell, run: x }\n',
      );
      const first = await runner.next();
      const [answer, second] = await Promise.all([world.as(org, 'post', `/executions/${id}/pause`), runner.acquire(0)]);
      expect([answer.status, answer.body.status]).toEqual([202, 'paused']);
      const ready = await world.service.db.query(
        `SELECT 1 FROM pipelines.job WHERE state = 'ready' AND execution_id = $1`,
        [id],
      );
      expect(ready).toEqual([]);
      const other = first.nodeKey === 'a' ? 'b' : 'a';
      expect((await world.statuses(org, id))[other]).toBe(second ? 'running' : 'pending');
      await world.as(org, 'post', `/executions/${id}/resume`);
      await runner.complete(first);
      await runner.complete(second ?? (await runner.next()));
      expect((await world.execution(org, id)).execution['status']).toBe('succeeded');
    }
  });
});
