import { identityOrgCreatedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { OrgTx, Outbox } from '@throughline/platform';
import { eventually } from '../eventually.js';
import { reached } from '../reached.js';
import { testRedisUrl } from '../test-env.config.js';
import { startTestService, type TestService } from '../test-service.js';
import { ProbeModule, probeManifest } from './probe.module.js';

const WRITERS = 8;
const EVENTS_PER_TRANSACTION = 20;
/** The hazard is of commits, which Redis has no part in: with it under the queues a fifth will do. */
const TRANSACTIONS_PER_WRITER = testRedisUrl() ? 10 : 50;
const EVENTS = WRITERS * TRANSACTIONS_PER_WRITER * EVENTS_PER_TRANSACTION;

describe('delivery', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(ProbeModule, probeManifest, { PROCESS_ROLE: 'all', DATABASE_POOL: 16 });
  });
  afterAll(() => service.close());

  const effects = async (orgId: string): Promise<number> => {
    const rows = await service.db.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM billing.note WHERE org_id = $1',
      [orgId],
    );
    return rows[0]?.count ?? 0;
  };

  it('C16: consumes every event of 8 writers that commit in random order', async () => {
    const orgId = newId();
    const orgTx = service.app.get(OrgTx);
    const outbox = service.app.get(Outbox);
    const write = (): Promise<void> =>
      orgTx.run(orgId, async (tx) => {
        for (let i = 0; i < EVENTS_PER_TRANSACTION; i++) {
          const id = newId();
          await outbox.append(
            tx,
            identityOrgCreatedV1,
            { kind: 'organization', id },
            { slug: 's', name: 'n', ownerUserId: id, parentOrgId: null },
          );
        }
        await tx.query('SELECT pg_sleep(random() * 0.01)'); // the hazard: ids are given out long before the commit
      });
    await Promise.all(
      Array.from({ length: WRITERS }, async () => {
        for (let i = 0; i < TRANSACTIONS_PER_WRITER; i++) await write();
      }),
    );
    expect(await reached(EVENTS, () => effects(orgId))).toBe(EVENTS);
  }, 600_000);

  it('buries what no retry can heal, and goes on', async () => {
    const orgId = newId();
    await service.app.get(OrgTx).run(orgId, async (tx) => {
      await tx.query(
        `INSERT INTO outbox (id, org_id, aggregate, aggregate_id, version, type, type_version, payload)
         VALUES ($1, $2, 'organization', $3, 1, 'identity.org-created', 1, '{"slug": 7}')`,
        [newId(), orgId, newId()],
      );
      const id = newId();
      const data = { slug: 'good', name: 'good', ownerUserId: id, parentOrgId: null };
      await service.app.get(Outbox).append(tx, identityOrgCreatedV1, { kind: 'organization', id }, data);
    });
    await eventually(async () => expect(await effects(orgId)).toBe(1));
    await eventually(async () => {
      const dead = await service.db.query('SELECT type, error FROM billing.dead_letter WHERE org_id = $1', [orgId]);
      expect(dead).toEqual([
        { type: 'identity.org-created', error: 'The payload of identity.org-created is not valid.' },
      ]);
    });
  });
});
