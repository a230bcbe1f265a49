import { OrgTx, type Tx } from '@throughline/platform';
import { type ConnectedRepository, type Organization, World } from '../../test/world.js';
import { ChangeWriter } from './change-writer.js';
import type { ExecutionEvent } from './execution-planner.js';
import { ExecutionsRepository } from './executions.repository.js';
import { changeOf, type RunChange } from './run-change.js';

const TWO = 'name: two\nnodes:\n  a: { kind: shell, run: x }\n  b: { kind: shell, run: y, needs: [a] }\n';
const ADA = { userId: null, name: 'Ada' };
const start: ExecutionEvent = { type: 'node', key: 'a', trigger: 'start', message: null };

describe('writing changes of executions', () => {
  let world: World;
  let org: Organization;
  let repository: ConnectedRepository;
  beforeAll(async () => {
    world = await World.start();
    org = await world.organization();
    repository = await world.connect(org);
  });
  afterAll(() => world.stop());

  const inOrg = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => world.service.app.get(OrgTx).run(org.id, work);
  const write = (changes: RunChange[]): Promise<string[]> =>
    inOrg(async (tx) => {
      const landed = await world.service.app.get(ChangeWriter).write(tx, changes);
      return landed.map(({ change }) => change.loaded.execution.id);
    });
  async function planned(executionId: string, event: ExecutionEvent = start): Promise<RunChange> {
    const loaded = await inOrg((tx) => world.service.app.get(ExecutionsRepository).load(tx, executionId));
    const change = loaded && changeOf(loaded, event, ADA);
    if (!change) throw new Error('nothing to write');
    return change;
  }
  const events = (executionId: string): Promise<object[]> =>
    world.service.db.query(
      `SELECT node_key, to_state, actor_name FROM pipelines.execution_state_event WHERE execution_id = $1 ORDER BY id`,
      [executionId],
    );

  it('lets one of two changes land that were planned on the same states, and nothing that was written with the other', async () => {
    const [raced, quiet] = [await world.run(org, repository, TWO), await world.run(org, repository, TWO)];
    const before = [await events(raced), await events(quiet)] as const;
    const [ours, theirs, beside] = [await planned(raced), await planned(raced), await planned(quiet)];
    const ends = await Promise.allSettled([write([ours, beside]), write([theirs])]);
    const refused = ends.filter(({ status }) => status === 'rejected');
    expect(refused).toMatchObject([{ reason: { executionIds: new Set([raced]) } }]);
    expect(await world.statuses(org, raced)).toEqual({ a: 'running', b: 'pending' });
    expect((await events(raced)).slice(before[0].length)).toEqual([
      { node_key: 'a', to_state: 'running', actor_name: 'Ada' },
      { node_key: null, to_state: 'running', actor_name: 'Ada' },
    ]);
    const hasLanded = ends[0].status === 'fulfilled';
    expect(await world.statuses(org, quiet)).toEqual({ a: hasLanded ? 'running' : 'ready', b: 'pending' });
    expect((await events(quiet)).slice(before[1].length)).toHaveLength(hasLanded ? 2 : 0);
    expect([beside.loaded.nodes.get('a')?.status, beside.loaded.execution.revision]).toEqual(
      hasLanded ? ['running', 1] : ['ready', 0],
    );
  });

  it('stores what came of a node with its move, and keeps what is not said again', async () => {
    const executionId = await world.run(org, repository, TWO);
    await write([await planned(executionId, { ...start, facts: { runnerName: 'r1' } })]);
    const facts = { outputs: { url: 'http://x' }, exitCode: 3, firstErrorLine: 7 };
    await write([await planned(executionId, { ...start, trigger: 'fail', message: 'No.', facts })]);
    const { nodes, execution } = await world.execution(org, executionId);
    expect(nodes).toMatchObject([
      { status: 'failed', message: 'No.', runnerName: 'r1', exitCode: 3, firstErrorLine: 7, outputs: facts.outputs },
      { status: 'skipped', message: 'a failed.' },
    ]);
    expect(execution).toMatchObject({ status: 'failed', reason: 'a failed.' });
  });

  it('refuses to move a node that somebody moved without a revision', async () => {
    const executionId = await world.run(org, repository, TWO);
    const change = await planned(executionId);
    await world.service.db.query(`UPDATE pipelines.node SET status = 'errored' WHERE execution_id = $1 AND key = 'a'`, [
      executionId,
    ]);
    await expect(write([change])).rejects.toThrow('past the revision');
    expect(await world.statuses(org, executionId)).toMatchObject({ a: 'errored' });
  });
});
