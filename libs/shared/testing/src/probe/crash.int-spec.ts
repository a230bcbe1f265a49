import { newId } from '@throughline/kernel';
import { eventually } from '../eventually.js';
import { brokenInvariants } from '../invariants/broken-invariants.js';
import type { ServiceProcess } from '../service-process.js';
import { createProbeWorld, type ProbeWorld } from './probe-process.js';

const POINTS = [
  'outbox.after_append@3',
  'relay.before_enqueue',
  'relay.after_enqueue@2',
  'relay.after_expect',
  'relay.before_commit',
  'relay.after_commit@3',
  'attempt.before_commit@2',
  'attempt.after_commit@4',
  'attempt.before_end',
  'attempt.after_end',
  'inbox.before_effect@3',
  'inbox.after_record@2',
  'inbox.after_effect@4',
  'inbox.before_commit@2',
  'inbox.after_commit@4',
  'order.after_lock@2',
  'acknowledgement.before_enqueue',
  'acknowledgement.after_enqueue',
  'acknowledgement.before_delete_commit',
  'acknowledgement.after_delete_commit',
  'dead_letter.before_commit',
  'dead_letter.after_commit',
  'pulse.before_write@2',
  'pulse.after_write@2',
  'pulse.before_commit@2',
];
const SEEDS = [1, 2].map((n) => n * 7_919);
const MOST_COMMANDS = 1_000;
/** The echo's event of a service is refused for good at these ranks, and must be a dead letter once. */
const isRefused = (rank: string): boolean => Number(rank) % 5 === 3;
const isFlaky = (rank: string): boolean => Number(rank) % 5 === 1;

/** C1: the process dies at a named or a random point and is started again. Nothing is lost, nothing happens twice. */
describe('C1: a crash between any two durable effects', () => {
  let world: ProbeWorld;
  beforeAll(async () => {
    world = await createProbeWorld();
  });
  afterAll(() => world.close());
  /** The process that has come to rest after the death before; it is the next to die. */
  let running: ServiceProcess | undefined;

  /** Half of all starts would be for a process that has done nothing yet when it dies. */
  const doomedAt = async (point: string): Promise<ServiceProcess> => {
    const doomed = running ?? (await world.start());
    running = undefined; // one that a failed test leaves behind is not to be relied on
    const armed = await fetch(`${doomed.url}/open/fault/${point}`, { method: 'POST' });
    expect(armed.status).toBe(201);
    return doomed;
  };

  const dieUnderLoad = async (doomed: ServiceProcess, orgId: string): Promise<string[]> => {
    const acknowledged: string[] = [];
    let dead = false;
    void doomed.ended.then(() => (dead = true));
    for (let i = 0; i < MOST_COMMANDS && !dead; i++)
      if (await world.echo(doomed.url, orgId, i)) acknowledged.push(`${i}`);
    expect(await doomed.ended).toBe('SIGKILL');
    return acknowledged;
  };

  const comeToRest = async (orgId: string): Promise<string[]> => {
    const successor = await world.start();
    const sent = await world.notes(orgId, 'sent');
    await eventually(async () => {
      expect(await world.notes(orgId, 'echo')).toEqual(sent);
      expect(await world.db.query('SELECT text FROM billing.note WHERE id = $1', [orgId])).toEqual(
        sent.length === 0 ? [] : [{ text: sent.join(' ') }],
      );
      expect(await world.notes(orgId, 'flaky')).toHaveLength(sent.filter(isFlaky).length);
      const letters = await world.db.query('SELECT state FROM billing.dead_letter WHERE org_id = $1', [orgId]);
      expect(letters).toEqual(sent.filter(isRefused).map(() => ({ state: 'open' })));
    }, 45_000);
    running = successor;
    return sent;
  };

  const nothingBroken = async (): Promise<void> => {
    const effects = [{ table: 'billing.note', key: 'org_id, text' }];
    expect(await brokenInvariants({ query: world.db.query, schemas: ['billing'], effects })).toEqual([]);
  };

  it.each(POINTS)(
    'at %s loses nothing and does nothing twice',
    async (point) => {
      const orgId = newId();
      const acknowledged = await dieUnderLoad(await doomedAt(point), orgId);
      expect(await comeToRest(orgId)).toEqual(expect.arrayContaining(acknowledged));
      await nothingBroken();
    },
    90_000,
  );

  it.each(SEEDS)(
    'at the random point of seed %d loses nothing and does nothing twice',
    async (seed) => {
      const orgId = newId();
      await running?.kill();
      const acknowledged = await dieUnderLoad(await world.start({}, { FAULT_SEED: `${seed}` }), orgId);
      expect(await comeToRest(orgId)).toEqual(expect.arrayContaining(acknowledged));
      await nothingBroken();
    },
    90_000,
  );
});
