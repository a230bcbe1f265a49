import {
  type Envelope,
  type EventData,
  type EventType,
  deploymentsEnvironmentChangedV1,
  deploymentsServiceChangedV1,
  identityMemberChangedV1,
  identityProjectChangedV1,
} from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { EventQueues, eventJob, QueuePulse, Sweeper } from '@throughline/platform';
import { eventually } from '../eventually.js';
import { brokenInvariants } from '../invariants/broken-invariants.js';
import { startTestService, type TestService } from '../test-service.js';
import { ProbeModule, probeManifest } from './probe.module.js';

const project = (projectId: string, name: string): EventData<typeof identityProjectChangedV1> => ({
  projectId,
  slug: 'p',
  name,
  archived: false,
});

describe('the consumer’s side', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(ProbeModule, probeManifest, { PROCESS_ROLE: 'all', SWEEP_MS: 100 });
  });
  afterAll(async () => {
    expect(await brokenInvariants({ query: service.db.query, schemas: ['billing'] })).toEqual([]);
    await service.close();
  });

  /** Gives an event to the queue as a relay would, at the place that the numbers say. */
  const send = async <T extends EventType>(
    event: T,
    data: EventData<T>,
    envelope: Pick<Envelope, 'orgId' | 'aggregateId' | 'aggregateVersion'> & Partial<Envelope>,
  ): Promise<string> => {
    const id = newId();
    const whole = {
      id,
      type: event.type,
      version: event.version,
      occurredAt: new Date().toISOString(),
      source: 'identity',
      aggregate: 'thing',
      follows: envelope.aggregateVersion - 1,
      traceparent: null,
      ...envelope,
      data,
    };
    await service.app.get(EventQueues).add([{ to: 'billing', job: eventJob(whole, 0) }]);
    return id;
  };
  const textOf = async (id: string): Promise<string | undefined> => {
    const [row] = await service.db.query<{ text: string }>('SELECT text FROM billing.note WHERE id = $1', [id]);
    return row?.text;
  };
  const parked = async (orgId: string): Promise<number> =>
    (await service.db.query('SELECT 1 FROM billing.inbox_parked WHERE org_id = $1', [orgId])).length;

  it('parks what comes early and drains it with its predecessor', async () => {
    const [orgId, aggregateId] = [newId(), newId()];
    for (const aggregateVersion of [4, 3, 2]) {
      await send(identityProjectChangedV1, project(aggregateId, `v${aggregateVersion}`), {
        orgId,
        aggregateId,
        aggregateVersion,
      });
    }
    await eventually(async () => expect(await parked(orgId)).toBe(3));
    expect(await textOf(aggregateId)).toBeUndefined();
    await send(identityProjectChangedV1, project(aggregateId, 'v1'), { orgId, aggregateId, aggregateVersion: 1 });
    await eventually(async () => expect(await textOf(aggregateId)).toBe('v1 v2 v3 v4'));
    expect(await parked(orgId)).toBe(0);
  });

  it('drains a line of any length at once, and leaves none of it to the sweeper', async () => {
    const [orgId, aggregateId] = [newId(), newId()];
    const versions = Array.from({ length: 250 }, (_, index) => index + 2);
    await Promise.all(
      versions.map((aggregateVersion) =>
        send(identityProjectChangedV1, project(aggregateId, `${aggregateVersion}`), {
          orgId,
          aggregateId,
          aggregateVersion,
        }),
      ),
    );
    await eventually(async () => expect(await parked(orgId)).toBe(versions.length), 30_000);
    // So the sweeper finds none of them.
    await service.db.query(`UPDATE billing.inbox_parked SET next_action_at = clock_timestamp() + interval '1 hour'`);
    await send(identityProjectChangedV1, project(aggregateId, '1'), { orgId, aggregateId, aggregateVersion: 1 });
    await eventually(async () => expect(await textOf(aggregateId)).toBe(['1', ...versions].join(' ')), 30_000);
    expect(await parked(orgId)).toBe(0);
  }, 90_000);

  it('does not wait for a version that it does not read', async () => {
    const [orgId, aggregateId] = [newId(), newId()];
    const at = { orgId, aggregateId };
    await send(identityProjectChangedV1, project(aggregateId, 'v2'), { ...at, aggregateVersion: 2, follows: 0 });
    await send(identityProjectChangedV1, project(aggregateId, 'v9'), { ...at, aggregateVersion: 9, follows: 2 });
    await eventually(async () => expect(await textOf(aggregateId)).toBe('v2 v9'));
  });

  it('gives a parked event that cannot be applied starts of its own, and its successors wait for a decision', async () => {
    const [orgId, aggregateId] = [newId(), newId()];
    const at = { orgId, aggregateId };
    await send(identityProjectChangedV1, project(aggregateId, 'v3'), { ...at, aggregateVersion: 3 });
    const refused = await send(identityProjectChangedV1, project(aggregateId, 'refuse'), {
      ...at,
      aggregateVersion: 2,
    });
    await eventually(async () => expect(await parked(orgId)).toBe(2));
    await send(identityProjectChangedV1, project(aggregateId, 'v1'), { ...at, aggregateVersion: 1 });
    await eventually(async () => {
      const letters = await service.db.query('SELECT event_id FROM billing.dead_letter WHERE org_id = $1', [orgId]);
      expect(letters).toEqual([{ event_id: refused }]);
    });
    expect([await textOf(aggregateId), await parked(orgId)]).toEqual(['v1', 1]);
  });

  it('lets the newest state win', async () => {
    const [orgId, userId] = [newId(), newId()];
    const person = { ...identityMemberChangedV1.example, userId, email: 'a@example.org', role: 'owner' as const };
    for (const aggregateVersion of [2, 3, 1]) {
      const at = { orgId, aggregateId: `${orgId}/${userId}`, aggregateVersion };
      await send(identityMemberChangedV1, { ...person, fullName: `v${aggregateVersion}` }, at);
    }
    await eventually(async () => {
      const consumed = await service.db.query('SELECT 1 FROM billing.inbox WHERE org_id = $1', [orgId]);
      expect(consumed).toHaveLength(3);
    });
    expect(await textOf(userId)).toBe('v3');
  });

  it.each([
    ['that came about', true, 1],
    ['that did not', false, 1],
  ])('asks about an effect %s before it runs again', async (_what, cameAbout, count) => {
    const [orgId, environmentId] = [newId(), newId()];
    if (cameAbout) {
      await service.db.query('INSERT INTO billing.note VALUES ($1, $2, $3, 1)', [
        newId(),
        orgId,
        `peer has ${environmentId}`,
      ]);
    }
    const environment = {
      environmentId,
      slug: 'e',
      name: 'lost',
      class: 'dev',
      position: 1,
      autoRollback: false,
    } as const;
    await send(deploymentsEnvironmentChangedV1, environment, {
      orgId,
      aggregateId: environmentId,
      aggregateVersion: 1,
    });
    await eventually(async () => {
      const consumed = await service.db.query('SELECT 1 FROM billing.inbox WHERE org_id = $1', [orgId]);
      expect(consumed).toHaveLength(count);
    });
    expect(await textOf(environmentId)).toBe(cameAbout ? undefined : 'called lost');
  });

  it('re-drives every event of an emptied queue that nobody holds', async () => {
    const orgId = newId();
    await eventually(async () => {
      const [pulse] = await service.db.query<{ counter: string }>('SELECT counter FROM billing.queue_pulse');
      expect(Number(pulse?.counter)).toBeGreaterThan(0);
    });
    const serviceId = newId();
    const data = { serviceId, projectId: newId(), slug: 's', name: 'lost' };
    const [row] = await service.db.query<{ id: string }>(
      `INSERT INTO billing.outbox (id, org_id, aggregate, aggregate_id, version, type, type_version, payload, published_at)
       VALUES ($1, $2, 'service', $3, 1, $4, 1, $5, clock_timestamp()) RETURNING id`,
      [newId(), orgId, serviceId, deploymentsServiceChangedV1.type, JSON.stringify(data)],
    );
    await service.db.query(
      `INSERT INTO billing.outbox_delivery (event_id, consumer, org_id, next_action_at)
       VALUES ($1, 'billing', $2, clock_timestamp() + interval '1 hour')`,
      [row?.id, orgId],
    );
    await service.db.query('UPDATE billing.queue_pulse SET counter = counter + 1000000');
    await service.app.get(QueuePulse).beat();
    await eventually(async () => {
      await service.app.get(Sweeper).sweep();
      const [effect] = await service.db.query('SELECT 1 FROM billing.note WHERE org_id = $1', [orgId]);
      expect(effect).toBeDefined();
    });
    const [pulse] = await service.db.query<{ epoch: number }>('SELECT epoch FROM billing.queue_pulse');
    expect(pulse?.epoch).toBeGreaterThanOrEqual(1);
    await eventually(async () =>
      expect(await service.db.query('SELECT 1 FROM billing.outbox_delivery WHERE org_id = $1', [orgId])).toEqual([]),
    );
  });
});
