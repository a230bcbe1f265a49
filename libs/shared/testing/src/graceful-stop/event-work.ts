import type { Consumer, Envelope, EventData, EventType } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { brokenInvariants } from '../invariants/broken-invariants.js';
import type { TestDatabase } from '../test-database.js';
import { leftBehind, QueueWork, tooLate } from './queue-work.js';
import type { StopScene } from './stop-under-load.js';

const EVENTS = 400;

/** Events as the work of a service that is told to stop: each is consumed once, or waits for the next process. */
export function eventWork<T extends EventType>(
  consumer: Consumer,
  db: TestDatabase,
  event: T,
  dataOf: (aggregateId: string) => EventData<T>,
): Pick<StopScene, 'addWork' | 'workDone' | 'brokenWork'> {
  const queue = new QueueWork(consumer, db);
  const given: string[] = [];
  const countIn = async (sql: string, parameters: unknown[] = []): Promise<number> => {
    const [row] = await db.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${consumer}.${sql}`,
      parameters,
    );
    return row?.count ?? 0;
  };
  return {
    // What a stop before this one has left comes first, and is work as well.
    workDone: () => countIn('inbox'),
    addWork: async () => {
      const events = Array.from({ length: EVENTS }, () => envelope(event, dataOf));
      given.push(...events.map(({ id }) => id));
      await queue.add(events);
    },
    brokenWork: async () => {
      const [counts, waiting] = [await queue.counts(), await queue.waiting()];
      const done = await countIn('inbox WHERE event_id = ANY($1)', [given]);
      const left = given.filter((id) => waiting.has(id)).length;
      const unfinished = await countIn('delivery_attempt WHERE event_id = ANY($1) AND ended_at IS NULL', [given]);
      return [
        ...leftBehind(counts),
        ...(unfinished > 0 ? [`${unfinished} starts have no end`] : []),
        ...(done + left === given.length ? [] : [`of ${given.length} events ${done} are done, ${left} wait`]),
        ...tooLate(left),
        ...(await brokenInvariants({ query: db.query, schemas: [consumer] })),
      ];
    },
  };
}

function envelope<T extends EventType>(event: T, dataOf: (aggregateId: string) => EventData<T>): Envelope {
  const aggregateId = newId();
  return {
    id: newId(),
    type: event.type,
    version: event.version,
    occurredAt: new Date().toISOString(),
    orgId: newId(),
    aggregateId,
    aggregateVersion: 1,
    traceparent: null,
    data: dataOf(aggregateId),
  };
}
