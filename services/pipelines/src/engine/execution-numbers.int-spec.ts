import { newId } from '@throughline/kernel';
import { World } from '../../test/world.js';
import { ExecutionNumbers } from './execution-numbers.js';

describe('numbers of executions', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start('http');
  });
  afterAll(() => world.stop());

  const take = (orgId: string, count: number): Promise<number[]> => {
    const numbers = world.service.app.get(ExecutionNumbers);
    return Promise.all(Array.from({ length: count }, () => numbers.next(orgId)));
  };
  const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

  it('are counted for each organization, without gap or repetition, however many ask at once', async () => {
    const [one, other] = [newId(), newId()];
    const [first, second, third] = await Promise.all([take(one, 40), take(other, 25), take(one, 10)]);
    expect([...first, ...third].toSorted((a, b) => a - b)).toEqual(upTo(50));
    expect(second).toEqual(upTo(25));
    expect(await take(one, 1)).toEqual([51]);
  });

  it('are refused to all who asked together when they cannot be counted, and counted again afterwards', async () => {
    const orgId = newId();
    await world.service.db.query('ALTER TABLE pipelines.execution_number RENAME TO gone');
    const refused = await Promise.allSettled([take(orgId, 1), take(orgId, 1)]);
    await world.service.db.query('ALTER TABLE pipelines.gone RENAME TO execution_number');
    expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await take(orgId, 1)).toEqual([1]);
  });
});
