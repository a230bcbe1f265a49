import { newId } from '@throughline/kernel';
import { eventually } from '../eventually.js';
import { brokenInvariants } from '../invariants/broken-invariants.js';
import { createProbeWorld, type ProbeWorld } from './probe-process.js';

const MOST_STARTS = 3;
const NEXT_MESSAGE_MS = 5_000;
/**
 * Ends a process that is blocked sooner than in production, as everything here goes faster. An event is given again after
 * twice the queue's lock, as there: sooner, while nobody knows that its start is dead, that would be one more start.
 */
const WATCHED = { EVENT_LOOP_LIMIT_MS: 1_500, REDRIVE_AFTER_MS: 2_000 };

interface Letter {
  id: string;
  reason: string;
  starts: number;
  state: string;
}

/** C12: a payload that cannot be handled costs three starts and nothing else. */
describe('C12: a poison message', () => {
  let world: ProbeWorld;
  let supervised: ReturnType<ProbeWorld['keepRunning']>;
  beforeAll(async () => {
    world = await createProbeWorld();
    supervised = world.keepRunning(WATCHED);
  });
  afterAll(async () => {
    await supervised.stop();
    await world.close();
  });

  const letterOf = async (orgId: string): Promise<Letter> => {
    const [letter] = await world.db.query<Letter>('SELECT * FROM billing.dead_letter WHERE org_id = $1', [orgId]);
    if (!letter) throw new Error('no dead letter yet');
    return letter;
  };

  it.each([
    ['throws', 'throw'],
    ['exhausts the stack', 'stack'],
    ['ends the process', 'exit'],
    ['blocks the event loop', 'loop'],
  ])(
    'that %s is laid aside in three starts, holds up nobody, and can be replayed',
    async (_what, name) => {
      const orgId = newId();
      await world.emit(orgId, name);
      const letter = await eventually(() => letterOf(orgId), 60_000);
      expect(letter).toMatchObject({ reason: 'quarantined', state: 'open' });
      expect(letter.starts).toBeLessThanOrEqual(MOST_STARTS);
      await world.emit(orgId, 'good');
      await eventually(async () => expect(await world.notes(orgId, 'good')).toHaveLength(1), NEXT_MESSAGE_MS);
      await world.db.query(`INSERT INTO billing.note VALUES ($1, $2, 'cured', 1)`, [newId(), orgId]);
      const answer = await world.post(supervised.url(), orgId, `/dead-letters/billing/${letter.id}/replay`);
      expect(answer.status).toBe(204);
      await eventually(async () => expect((await letterOf(orgId)).state).toBe('replayed'));
      expect(await world.notes(orgId, name)).toHaveLength(1);
      expect(await brokenInvariants({ query: world.db.query, schemas: ['billing'] })).toEqual([]);
    },
    120_000,
  );
});
