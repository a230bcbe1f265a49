import type { Envelope } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { EventQueues, eventJob, HandlerRegistry, Inbox } from '@throughline/platform';
import { brokenInvariants, reached, startTestService, testRedisUrl, type TestService } from '@throughline/testing';
import { AppModule } from '../src/app.module.js';
import { manifest } from '../src/manifest.js';
import { eventsInOrder, shuffled } from './shuffled-events.js';

/** What the order does to the state is the database's; that Redis delivers a shuffled lot, a part of it shows. */
const AGGREGATES = testRedisUrl() ? 200 : 1_000;
const SEED = 20_261_126;
const COPIES = 3;
const BATCH = 500;

/** Everything that a reader of the consumer can see, without what is made up at each run. */
const STATE = {
  change: `SELECT to_jsonb(c) - 'id' - 'recorded_at' AS row FROM observability.change c WHERE c.org_id = $1 ORDER BY 1`,
  live: 'SELECT to_jsonb(l) AS row FROM observability.live_deployment l WHERE l.org_id = $1 ORDER BY 1',
  service: 'SELECT to_jsonb(s) AS row FROM observability.service s WHERE s.org_id = $1 ORDER BY 1',
};

/** A few lines are enough to see what went wrong; the states are megabytes. */
function firstDifference(expected: string, actual: string): { expected: string[]; actual: string[] } | undefined {
  if (actual === expected) return undefined;
  const [left, right] = [expected.split('\n'), actual.split('\n')];
  const at = left.findIndex((line, i) => line !== right[i]);
  return { expected: left.slice(at - 3, at + 6), actual: right.slice(at - 3, at + 6) };
}

describe('C11: every event three times, in any order', () => {
  const orgId = newId();
  const events = eventsInOrder(orgId, AGGREGATES);

  const stateOf = async ({ db }: TestService): Promise<string> => {
    const tables = await Promise.all(
      Object.entries(STATE).map(async ([name, sql]) => [name, await db.query(sql, [orgId])]),
    );
    return JSON.stringify(Object.fromEntries(tables as [string, unknown][]), null, 1);
  };

  /** One after the other, as they happened. */
  const inOrder = async (): Promise<string> => {
    const service = await startTestService(AppModule, manifest);
    const handlers = service.app.get(HandlerRegistry).collect();
    for (const event of events) {
      const handler = handlers.get(event.type);
      if (handler) await service.app.get(Inbox).consume(manifest.name, handler, event);
    }
    const state = await stateOf(service);
    await service.close();
    return state;
  };

  const outOfOrder = async (): Promise<string> => {
    const service = await startTestService(AppModule, manifest, { PROCESS_ROLE: 'all' });
    const copies = Array.from({ length: COPIES }, (_, copy) => events.map((event) => ({ event, copy }))).flat();
    const jobs = shuffled(copies, SEED).map(({ event, copy }: { event: Envelope; copy: number }) => ({
      to: manifest.name,
      job: eventJob(event, copy),
    }));
    for (let i = 0; i < jobs.length; i += BATCH) await service.app.get(EventQueues).add(jobs.slice(i, i + BATCH));
    const consumed = async (): Promise<number> => {
      const sql = 'SELECT count(*)::int AS consumed FROM observability.inbox WHERE org_id = $1';
      return (await service.db.query<{ consumed: number }>(sql, [orgId]))[0]?.consumed ?? 0;
    };
    expect(await reached(events.length, consumed)).toBe(events.length);
    const state = await stateOf(service);
    expect(await brokenInvariants({ query: service.db.query, schemas: ['observability'] })).toEqual([]);
    await service.close();
    return state;
  };

  it(`end in the state of the run in order, byte for byte (seed ${SEED})`, async () => {
    const [expected, actual] = await Promise.all([inOrder(), outOfOrder()]);
    expect(expected.length).toBeGreaterThan(AGGREGATES * 100);
    expect(firstDifference(expected, actual)).toBeUndefined();
  }, 600_000);
});
