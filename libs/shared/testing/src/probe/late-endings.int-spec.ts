import { deploymentsServiceChangedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { EventQueues, eventJob } from '@throughline/platform';
import pg from 'pg';
import { eventually } from '../eventually.js';
import { brokenInvariants } from '../invariants/broken-invariants.js';
import { startTestService, type TestService } from '../test-service.js';
import { ProbeModule, probeManifest } from './probe.module.js';

/** A start that is slower than the queue's lock looks like one that died, and may still come to its effect. */
describe('starts that were thought dead', () => {
  let service: TestService;
  let blocker: pg.Client;
  beforeAll(async () => {
    const config = { PROCESS_ROLE: 'all' as const, QUEUE_LOCK_MS: 1_000, DATABASE_POOL: 8 };
    service = await startTestService(ProbeModule, probeManifest, config);
    blocker = new pg.Client({ connectionString: service.db.superUrl });
    await blocker.connect();
  });
  afterAll(async () => {
    await blocker.end();
    await service.close();
  });

  const count = async (from: string, values: unknown[] = []): Promise<number> =>
    (await service.db.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${from}`, values))[0]?.count ?? 0;

  it('are applied and no dead letter when they end after all', async () => {
    const [id, orgId, serviceId] = [newId(), newId(), newId()];
    const event = {
      ...{ id, orgId, type: deploymentsServiceChangedV1.type, version: 1, occurredAt: new Date().toISOString() },
      ...{ source: 'deployments', aggregate: 'service', aggregateId: serviceId, aggregateVersion: 1, follows: 0 },
      ...{ traceparent: null, data: { serviceId, projectId: newId(), slug: 's', name: 'late' } },
    };
    const deliver = (nth: number) => service.app.get(EventQueues).add([{ to: 'billing', job: eventJob(event, nth) }]);
    await blocker.query('BEGIN; LOCK TABLE billing.note IN ACCESS EXCLUSIVE MODE');
    for (const nth of [0, 1, 2]) await deliver(nth);
    await eventually(async () =>
      expect(
        await count(
          `billing.delivery_attempt WHERE event_id = $1 AND started_at < clock_timestamp() - interval '1 second'`,
          [id],
        ),
      ).toBe(3),
    );
    await deliver(3);
    await eventually(async () => {
      const waiting = await count(
        `pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'INSERT INTO inbox%'`,
      );
      const buried = await count('billing.dead_letter WHERE event_id = $1', [id]);
      expect(waiting + buried).toBeGreaterThanOrEqual(3);
    });
    await blocker.query('COMMIT');
    await eventually(async () => expect(await count(`billing.note WHERE text LIKE 'late %'`)).toBe(1));
    await eventually(async () => expect(await count('billing.delivery_attempt WHERE event_id = $1', [id])).toBe(0));
    await eventually(async () =>
      expect(await brokenInvariants({ query: service.db.query, schemas: ['billing'] })).toEqual([]),
    );
    expect(await count(`billing.dead_letter WHERE event_id = $1 AND state = 'open'`, [id])).toBe(0);
  });
});
