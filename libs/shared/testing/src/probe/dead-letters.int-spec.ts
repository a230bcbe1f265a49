import { auditRecordedV1, deploymentsServiceChangedV1, type Role } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { eventQueue, OrgTx, Outbox, QUEUE_BACKEND, type QueueBackend, registerSecret } from '@throughline/platform';
import request, { type Response } from 'supertest';
import { eventually } from '../eventually.js';
import { useMatchers } from '../matchers.js';
import { memberClaims } from '../test-keys.js';
import { startTestService, type TestService } from '../test-service.js';
import { LEAKED } from './probe-handlers.js';
import { ProbeModule, probeManifest } from './probe.module.js';

useMatchers();

interface Letter {
  id: string;
  state: string;
  reason: string;
}

describe('dead letters', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(ProbeModule, probeManifest, { PROCESS_ROLE: 'all', SWEEP_MS: 200 });
  });
  afterAll(() => service.close());

  interface Call {
    path?: string;
    body?: object;
    role?: Role;
  }
  const call = async (method: 'get' | 'post', orgId: string, { path = '', body, role = 'owner' }: Call = {}) => {
    const address = `/api/v1/orgs/${orgId}/dead-letters/billing${path}`;
    const bearer = await service.bearer(memberClaims(orgId, role));
    const asked = request(service.url)[method](address).set('authorization', bearer);
    return (body ? asked.send(body) : asked) as Promise<Response>;
  };
  const letters = async (orgId: string): Promise<Letter[]> => (await call('get', orgId)).body.items as Letter[];
  const publish = (orgId: string, names: string[]): Promise<void> =>
    service.app.get(OrgTx).run(orgId, async (tx) => {
      for (const name of names) {
        const serviceId = newId();
        const data = { serviceId, projectId: newId(), slug: 's', name };
        await service.app.get(Outbox).append(tx, deploymentsServiceChangedV1, { kind: 'service', id: serviceId }, data);
      }
    });
  const bury = async (orgId: string, count = 1): Promise<Letter[]> => {
    await publish(orgId, Array<string>(count).fill('refuse'));
    return eventually(async () => {
      const found = await letters(orgId);
      expect(found).toHaveLength(count);
      return found;
    });
  };
  const cure = (orgId: string) =>
    service.db.query(`INSERT INTO billing.note VALUES ($1, $2, 'cured', 1)`, [newId(), orgId]);
  const applied = async (orgId: string): Promise<number> =>
    (await service.db.query(`SELECT 1 FROM billing.note WHERE org_id = $1 AND text LIKE 'refuse %'`, [orgId])).length;

  it('tells what could not be applied, and why', async () => {
    const orgId = newId();
    const [letter] = await bury(orgId);
    const detail = await call('get', orgId, { path: `/${letter?.id}` });
    expect(detail.body).toMatchObject({
      service: 'billing',
      source: 'billing',
      state: 'open',
      reason: 'permanent',
      code: 'probe_refused',
      error: 'The probe refuses this.',
      starts: 1,
      consumerVersion: 'test',
      data: { name: 'refuse' },
      attempts: [{ error: 'The probe refuses this.' }],
    });
  });

  it('keeps no secret of its process that an error quotes, in a row or in the queue', async () => {
    registerSecret(LEAKED);
    const orgId = newId();
    await publish(orgId, ['leak', 'leak again']);
    const queue = service.app.get<QueueBackend>(QUEUE_BACKEND).queue(eventQueue('billing'));
    const jobs = await eventually(async () => {
      const all = (await queue.getJobs(['failed', 'delayed', 'waiting', 'active'])).map((job) => job.asJSON());
      const quoting = all.filter(({ failedReason }) => failedReason?.includes('The peer answered'));
      expect(quoting).toHaveLength(2);
      return JSON.stringify(quoting);
    });
    await queue.close();
    const rows = await service.db.query<{ row: string }>(
      `SELECT a::text AS row FROM billing.delivery_attempt a WHERE org_id = $1
       UNION ALL SELECT l::text FROM billing.dead_letter l WHERE org_id = $1`,
      [orgId],
    );
    expect(rows.filter(({ row }) => row.includes('The peer answered')).length).toBeGreaterThanOrEqual(3);
    expect(`${jobs}${JSON.stringify(rows)}`).not.toContain(LEAKED);
  });

  it('replays one once, however often that is asked, and applies it once', async () => {
    const orgId = newId();
    const [letter] = await bury(orgId);
    await cure(orgId);
    const answers = await Promise.all([1, 2, 3].map(() => call('post', orgId, { path: `/${letter?.id}/replay` })));
    expect(answers.map((answer) => answer.status).sort()).toEqual([204, 409, 409]);
    await eventually(async () => expect((await letters(orgId))[0]?.state).toBe('replayed'));
    expect(await applied(orgId)).toBe(1);
    expect(await call('post', orgId, { path: `/${letter?.id}/replay` })).toBeProblem(409, 'dead_letter_settled');
    await expect(service).toHaveEmitted(auditRecordedV1, { action: 'dead_letter.replayed', resourceId: letter?.id });
  });

  it('opens a letter again whose replay failed', async () => {
    const orgId = newId();
    const [letter] = await bury(orgId);
    await call('post', orgId, { path: `/${letter?.id}/replay` });
    await eventually(async () => {
      const detail = await call('get', orgId, { path: `/${letter?.id}` });
      expect(detail.body).toMatchObject({ state: 'open', replays: 1 });
    });
    expect(await applied(orgId)).toBe(0);
  });

  it('replays those of a filter', async () => {
    const orgId = newId();
    await bury(orgId, 5);
    await cure(orgId);
    const none = await call('post', orgId, { path: '/replay', body: { reason: 'quarantined' } });
    expect(none.body).toEqual({ count: 0, hasMore: false });
    const all = await call('post', orgId, {
      path: '/replay',
      body: { type: 'deployments.service-changed', reason: 'permanent' },
    });
    expect(all.body).toEqual({ count: 5, hasMore: false });
    await eventually(async () => expect(await applied(orgId)).toBe(5));
  });

  it('discards with a reason, for good', async () => {
    const orgId = newId();
    const [letter] = await bury(orgId);
    expect(
      (await call('post', orgId, { path: `/${letter?.id}/discard`, body: { reason: 'made by a test' } })).status,
    ).toBe(204);
    const detail = await call('get', orgId, { path: `/${letter?.id}` });
    expect(detail.body).toMatchObject({ state: 'discarded', discardReason: 'made by a test' });
    expect(await call('post', orgId, { path: `/${letter?.id}/replay` })).toBeProblem(409, 'dead_letter_settled');
    await expect(service).toHaveEmitted(auditRecordedV1, { action: 'dead_letter.discarded', resourceId: letter?.id });
  });

  it('pages by keyset, newest first', async () => {
    const orgId = newId();
    const all = await bury(orgId, 5);
    const first = await call('get', orgId, { path: '?limit=3' });
    const second = await call('get', orgId, { path: `?limit=3&cursor=${first.body.nextCursor}` });
    expect([...first.body.items, ...second.body.items]).toEqual(all);
    expect(second.body.nextCursor).toBeNull();
    expect((await call('get', orgId, { path: '?state=discarded' })).body.items).toEqual([]);
  });

  it('lets a viewer neither replay nor discard', async () => {
    const orgId = newId();
    const [letter] = await bury(orgId);
    expect(await call('post', orgId, { path: `/${letter?.id}/replay`, role: 'viewer' })).toBeProblem(
      403,
      'permission_missing',
    );
    const discard = await call('post', orgId, {
      path: `/${letter?.id}/discard`,
      body: { reason: 'never mind' },
      role: 'viewer',
    });
    expect(discard).toBeProblem(403, 'permission_missing');
  });
});
