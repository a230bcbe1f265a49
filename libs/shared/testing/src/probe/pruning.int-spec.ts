import { newId } from '@throughline/kernel';
import { Pruner, SystemTx } from '@throughline/platform';
import { startTestService, type TestService } from '../test-service.js';
import { ProbeModule, probeManifest } from './probe.module.js';

const MANY = 2_500;

describe('pruning', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(ProbeModule, probeManifest);
  }, 30_000);
  afterAll(() => service.close());

  const count = async (table: string, orgId: string): Promise<number> => {
    const rows = await service.db.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM billing.${table} WHERE org_id = $1`,
      [orgId],
    );
    return rows[0]?.n ?? 0;
  };
  const publish = (orgId: string, ago: string, id = newId()) =>
    service.db.query(
      `INSERT INTO billing.outbox (id, org_id, aggregate, aggregate_id, version, type, type_version, payload, published_at)
       VALUES ($1, $2, 'note', $4, 1, 'billing.entitlements-changed', 1, '{}', clock_timestamp() - $3::interval)`,
      [id, orgId, ago, id],
    );

  it('takes what has served its time in batches, and nothing that is open', async () => {
    const orgId = newId();
    const open = newId();
    await service.db.query(
      `INSERT INTO billing.inbox SELECT 'billing', gen_random_uuid(), $1, clock_timestamp() - interval '31 days'
         FROM generate_series(1, $2)`,
      [orgId, MANY],
    );
    await service.db.query(`INSERT INTO billing.inbox VALUES ('billing', $2, $1)`, [orgId, newId()]);
    await publish(orgId, '100 hours');
    await publish(orgId, '100 hours', open);
    await publish(orgId, '80 hours');
    await service.db.query(
      `INSERT INTO billing.outbox_delivery (event_id, consumer, org_id, next_action_at)
       VALUES ($1, 'identity', $2, clock_timestamp())`,
      [open, orgId],
    );
    const pruner = new Pruner(service.app.get(SystemTx));
    expect(await pruner.prune()).toBe(MANY + 1);
    expect([await count('inbox', orgId), await count('outbox', orgId)]).toEqual([1, 2]);
    expect(await pruner.prune()).toBe(0);
  });
});
