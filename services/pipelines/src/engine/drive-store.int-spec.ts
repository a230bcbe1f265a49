import { newId } from '@throughline/kernel';
import { type ConnectedRepository, type Organization, World } from '../../test/world.js';
import { DriveStore } from './drive-store.js';
import { EngineDriver } from './engine-driver.js';
import { workOn } from './engine-work.js';
import { SYSTEM } from './execution-engine.js';
import type { LoadedRun } from './execution-rows.js';
import type { RunChange } from './run-change.js';

const gate = (needs: string): string => `{ kind: gate, condition: 'true', needs: [${needs}] }`;
const THREE = `name: three\nnodes:\n  a: ${gate('')}\n  b: ${gate('a')}\n  c: ${gate('b')}\n`;

describe('what lanes write', () => {
  let world: World;
  let org: Organization;
  let repository: ConnectedRepository;
  let store: DriveStore;
  beforeAll(async () => {
    world = await World.start();
    org = await world.organization();
    repository = await world.connect(org);
    store = world.service.app.get(DriveStore);
    await world.service.app.get(EngineDriver).stop();
  });
  afterAll(() => world.stop());

  const begun = (): Promise<string> => world.run(org, repository, THREE);
  const claim = (lane: string): Promise<LoadedRun[]> => store.claim(lane, 10, []);
  const next = (loaded: LoadedRun): RunChange => workOn(loaded, { actor: SYSTEM, limit: 10 });
  const land = (lane: string, runs: readonly LoadedRun[]): Promise<number> =>
    store.land(lane, org.id, runs.map(next)).then(({ size }) => size);
  const letGo = (): Promise<object[]> =>
    world.service.db.query('UPDATE pipelines.execution_drive SET lease_until = clock_timestamp()');
  const revision = async (id: string): Promise<number | undefined> => {
    const rows = await world.service.db.query<{ revision: number }>(
      'SELECT revision FROM pipelines.execution WHERE id = $1',
      [id],
    );
    return rows[0]?.revision;
  };

  it('costs a revision only where the execution’s own state moves', async () => {
    const id = await begun();
    const lane = newId();
    const runs = await claim(lane);
    const revisions = [await revision(id)];
    for (let round = 0; round < 3; round += 1) {
      expect(await land(lane, runs)).toBe(1);
      revisions.push(await revision(id));
    }
    expect(revisions).toEqual([0, 1, 1, 2]); // it begins, goes on, ends
    expect(await world.statuses(org, id)).toEqual({ a: 'succeeded', b: 'succeeded', c: 'succeeded' });
    expect(await claim(lane)).toEqual([]);
  });

  it('is nothing once another lane has claimed the execution, and all of what nobody else has', async () => {
    const ids = [await begun(), await begun()];
    const [slow, other] = [newId(), newId()];
    const runs = await claim(slow);
    await world.service.db.query(
      'UPDATE pipelines.execution_drive SET lease_until = clock_timestamp() WHERE execution_id = $1',
      [ids[0]],
    );
    const taken = await claim(other);
    expect(taken.map(({ execution }) => execution.id)).toEqual([ids[0]]);
    expect(await land(slow, runs)).toBe(1);
    expect(await world.statuses(org, String(ids[0]))).toMatchObject({ a: 'pending' });
    expect(await world.statuses(org, String(ids[1]))).toMatchObject({ a: 'succeeded' });
    expect(await land(other, taken)).toBe(1);
    expect(await world.statuses(org, String(ids[0]))).toMatchObject({ a: 'succeeded' });
    await letGo();
  });

  it('is done once, whichever of two lanes comes first that hold the same execution', async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await begun();
      const lanes = [newId(), newId()] as const;
      const before = await claim(lanes[0]);
      const held = before.filter(({ execution }) => execution.id === id);
      await letGo();
      const [first, second] = await Promise.all([land(lanes[0], held), claim(lanes[1])]);
      // Who claims does not wait for a change that is being written.
      const isClaimed = second.some(({ execution }) => execution.id === id);
      const again = (isClaimed ? second : await claim(lanes[1])).filter(({ execution }) => execution.id === id);
      // Either the claim came second and has read what landed, or nothing has.
      expect(again.map(({ nodes }) => nodes.get('a')?.status)).toEqual([first === 1 ? 'succeeded' : 'pending']);
      expect(await land(lanes[1], again)).toBe(1);
      const moves = await world.service.db.query(
        `SELECT node_key FROM pipelines.execution_state_event WHERE execution_id = $1 AND to_state = 'succeeded'`,
        [id],
      );
      expect(moves).toHaveLength(first + 1);
      await letGo();
    }
  });

  it('is not what a person has stopped meanwhile', async () => {
    const id = await begun();
    const lane = newId();
    const runs = (await claim(lane)).filter(({ execution }) => execution.id === id);
    await world.as(org, 'post', `/executions/${id}/cancel`);
    expect(await land(lane, runs)).toBe(0);
    expect(await world.statuses(org, id)).toEqual({ a: 'cancelled', b: 'cancelled', c: 'cancelled' });
  });
});
