import { newId } from '@throughline/kernel';
import { eventually } from '@throughline/testing';
import { createHmac } from 'node:crypto';
import { type ConnectedRepository, type Organization, sign, World } from './world.js';

const PIPELINE = 'name: w\nnodes:\n  a: { kind: shell, run: x }\n';

describe('webhooks in', () => {
  let world: World;
  let org: Organization;
  let repository: ConnectedRepository;
  beforeAll(async () => {
    world = await World.start();
    org = await world.organization();
    repository = await world.connect(org);
  });
  afterAll(() => world.stop());

  const count = async (table: string): Promise<number> =>
    (await world.service.db.query<{ n: number }>(`SELECT count(*)::int AS n FROM pipelines.${table}`))[0]?.n ?? -1;
  const refusals = async (): Promise<number> =>
    (
      await world.service.db.query<{ n: number }>(
        'SELECT refused_receipts AS n FROM pipelines.hook_address WHERE repository_id = $1',
        [repository.id],
      )
    )[0]?.n ?? -1;
  const settled = (deliveryId: string): Promise<Record<string, unknown>> =>
    eventually(async () => {
      const waiting = await world.service.db.query(
        `SELECT 1 FROM pipelines.receipt_work w JOIN pipelines.webhook_receipt r ON r.id = w.receipt_id WHERE r.delivery_id = $1`,
        [deliveryId],
      );
      if (waiting.length > 0) throw new Error('not worked on yet');
      const { body } = await world.as(org, 'get', `/repositories/${repository.id}/deliveries?limit=200`);
      const row = (body.items as Record<string, unknown>[]).find((one) => one['deliveryId'] === deliveryId);
      if (!row) throw new Error('not received');
      return row;
    });

  it('W1: the same delivery ten times, and its body under new ids, is one execution', async () => {
    const sha = world.repository.push('main', { '.throughline/pipeline.yml': PIPELINE });
    const payload = { ref: 'refs/heads/main', after: sha };
    const deliveryId = newId();
    const [receipts, executions] = [await count('webhook_receipt'), await count('execution')];
    const same = await Promise.all(Array.from({ length: 10 }, () => world.hook(repository, payload, { deliveryId })));
    const replayed = await Promise.all(Array.from({ length: 5 }, () => world.hook(repository, payload)));
    expect(new Set([...same, ...replayed].map((answer) => answer.status))).toEqual(new Set([202]));
    expect(same.filter((answer) => answer.body.status === 'accepted')).toHaveLength(1);
    expect(replayed.filter((answer) => answer.body.status === 'accepted')).toHaveLength(0);
    await settled(deliveryId);
    expect(await count('webhook_receipt')).toBe(receipts + 1);
    expect(await count('execution')).toBe(executions + 1);
  });

  it('W1: the order of deliveries does not matter', async () => {
    const shas = [1, 2, 3].map((n) => world.repository.push('main', { 'n.txt': `${n} ${newId()}` }));
    const ids = shas.map(() => newId());
    await Promise.all(
      [2, 0, 1].map((n) =>
        world.hook(repository, { ref: 'refs/heads/main', after: shas[n] }, { deliveryId: ids[n] as string }),
      ),
    );
    for (const [n, id] of ids.entries()) {
      const { executionId } = await settled(id);
      const { execution } = await world.execution(org, String(executionId));
      expect((execution['commit'] as { sha: string }).sha).toBe(shas[n]);
    }
  });

  // Spaced, escaped and doubled as no serialiser of ours writes it: only the bytes themselves can be what was signed.
  const raw = `{ "ref":"refs\\/heads\\/main",  "after": "0", "after": "${'a'.repeat(40)}" }\n`;

  it('W2: a body is signed as it was sent, however it is spelled', async () => {
    const answer = await world.hook(repository, {}, { raw });
    expect(answer.status).toBe(202);
  });

  it.each<[string, (secret: string) => string | null]>([
    ['no signature', () => null],
    ['an empty one', () => ''],
    ['a short one', (secret) => sign(secret, raw).slice(0, -1)],
    ['a wrong one', () => sign('wrong', raw)],
    ['upper case', (secret) => sign(secret, raw).toUpperCase()],
    ['SHA-1', (secret) => `sha1=${createHmac('sha1', secret).update(raw).digest('hex')}`],
    ['one over a re-serialised body', (secret) => sign(secret, JSON.stringify(JSON.parse(raw)))],
  ])('W2: refuses %s with 401, leaves no row and counts it', async (_what, signature) => {
    const [receipts, before] = [await count('webhook_receipt'), await refusals()];
    const answer = await world.hook(repository, {}, { raw, signature: signature(repository.secret) });
    expect([answer.status, answer.body.code]).toEqual([401, 'signature_invalid']);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(await count('webhook_receipt')).toBe(receipts);
    expect(await refusals()).toBe(before + 1);
  });

  it('W2: a large body is refused before it is looked at', async () => {
    const answer = await world.hook(repository, {}, { raw: JSON.stringify({ x: 'y'.repeat(2_000_000) }) });
    expect(answer.status).toBe(413);
  });

  it.each([newId(), 'nonsense', '00000000-0000-0000-0000-000000000000'])(
    'an unknown repository %s is answered like a wrong signature',
    async (id) => {
      const unknown = await world.hook({ id, secret: '0'.repeat(64) }, { ref: 'x' });
      const wrong = await world.hook(repository, { ref: 'x' }, { signature: sign('wrong', '{}') });
      expect([unknown.status, unknown.body.code, unknown.body.detail]).toEqual([
        401,
        wrong.body.code,
        wrong.body.detail,
      ]);
    },
  );

  it.each<[string, Parameters<World['hook']>[2], object, { outcome: string; reason: string }]>([
    ['a ping', { event: 'ping' }, { zen: 'x' }, { outcome: 'accepted', reason: 'The webhook is set up.' }],
    [
      'another event',
      { event: 'issues' },
      { action: 'opened' },
      { outcome: 'ignored', reason: 'Nothing follows from issues events.' },
    ],
    [
      'a tag',
      {},
      { ref: 'refs/tags/v1', after: 'a'.repeat(40) },
      {
        outcome: 'ignored',
        reason: 'No rule for tags fits the tag v1; the repository has no rule for tags.',
      },
    ],
    [
      'a deletion',
      {},
      { ref: 'refs/heads/main', after: '0'.repeat(40), deleted: true },
      { outcome: 'ignored', reason: 'The branch was deleted.' },
    ],
    [
      'a branch without a rule',
      {},
      { ref: 'refs/heads/dev', after: 'a'.repeat(40) },
      { outcome: 'ignored', reason: 'No branch rule fits dev; there are rules for main.' },
    ],
  ])('%s starts nothing and says why', async (_what, call, payload, end) => {
    const deliveryId = newId();
    expect((await world.hook(repository, payload, { ...call, deliveryId })).status).toBe(202);
    expect(await settled(deliveryId)).toMatchObject({ ...end, executionId: null });
  });

  it('needs the headers that name event and delivery', async () => {
    const answer = await world.hook(repository, { x: newId() }, { event: 'Push!' });
    expect([answer.status, answer.body.code]).toEqual([400, 'delivery_headers']);
  });

  it('takes the secret so far for a while after it was rotated', async () => {
    const rotated = await world.as(org, 'post', `/repositories/${repository.id}/webhook-secret`);
    expect(rotated.body.webhookSecret).toMatch(/^[0-9a-f]{64}$/);
    const [old, fresh] = [repository, { ...repository, secret: String(rotated.body.webhookSecret) }];
    expect((await world.hook(old, { n: newId() }, { event: 'ping' })).status).toBe(202);
    expect((await world.hook(fresh, { n: newId() }, { event: 'ping' })).status).toBe(202);
    await world.service.db.query(`UPDATE pipelines.repository SET previous_valid_until = now() - interval '1 second'`);
    expect((await world.hook(old, { n: newId() }, { event: 'ping' })).status).toBe(401);
    repository = fresh;
  });
});
