import { newId } from '@throughline/kernel';
import { IdempotencyKeys } from '@throughline/platform';
import { useMatchers } from '../matchers.js';
import { memberClaims } from '../test-keys.js';
import { startTestService, type TestService } from '../test-service.js';
import { ProbeModule, probeManifest } from './probe.module.js';

useMatchers();

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: { id?: string; text?: string; [key: string]: unknown };
}

describe('idempotency keys', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(ProbeModule, probeManifest, { DATABASE_POOL: 8 });
  });
  afterAll(() => service.close());

  const orgId = newId();
  const owner = memberClaims(orgId, 'owner');

  const post = async (path: string, body: object, key: string, claims = owner): Promise<Answer> => {
    const response = await fetch(`${service.url}/api/v1/orgs/${claims.org_id}/${path}`, {
      method: 'POST',
      headers: {
        authorization: await service.bearer(claims),
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify(body),
    });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: (await response.json()) as Answer['body'],
    };
  };

  const count = async (text: string): Promise<number> => {
    const rows = await service.db.query('SELECT 1 FROM billing.note WHERE text = $1', [text]);
    return rows.length;
  };
  const keysLike = (key: string) => service.db.query('SELECT * FROM billing.idempotency_key WHERE key = $1', [key]);
  /** As if the process had died after the commit, before it kept the answer, and the lease had ended. */
  const loseAnswer = (key: string) =>
    service.db.query(
      `UPDATE billing.idempotency_key SET response = NULL, lease_until = clock_timestamp() WHERE key = $1`,
      [key],
    );

  it('gives the first answer again, and does nothing twice', async () => {
    const key = newId();
    const first = await post('notes', { text: 'once', rank: 1 }, key);
    const second = await post('notes', { rank: 1, text: 'once' }, key); // the order of fields is nothing
    expect(first.status).toBe(201);
    expect(first.headers).not.toHaveProperty('idempotency-replayed');
    expect({ status: second.status, body: second.body }).toEqual({ status: 201, body: first.body });
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect(await count('once')).toBe(1);
  });

  it('keeps nothing in plain text', async () => {
    const key = newId();
    await post('notes', { text: 'canary-7f3a', rank: 1 }, key);
    const rows = await service.db.query(
      `SELECT k.request, k.response, s.result FROM billing.idempotency_key k
         JOIN billing.idempotency_step s ON s.key_id = k.id WHERE k.key = $1`,
      [key],
    );
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toMatch(/canary|Y2FuYXJ5/);
  });

  it('computes the answer again from the committed steps', async () => {
    const key = newId();
    const first = await post('notes', { text: 'lost answer', rank: 1 }, key);
    await loseAnswer(key);
    const second = await post('notes', { text: 'lost answer', rank: 1 }, key);
    expect({ status: second.status, body: second.body }).toEqual({ status: 201, body: first.body });
    expect(await count('lost answer')).toBe(1);
  });

  it('lets one of many at once run', async () => {
    const key = newId();
    const answers = await Promise.all(Array.from({ length: 12 }, () => post('notes', { text: 'race', rank: 1 }, key)));
    expect(await count('race')).toBe(1);
    const made = answers.filter(({ status }) => status === 201);
    expect(new Set(made.map(({ body }) => body.id)).size).toBe(1);
    for (const answer of answers.filter(({ status }) => status !== 201)) {
      expect(answer).toBeProblem(409, 'idempotency_in_flight');
      expect(answer.headers['retry-after']).toBe('1');
    }
  });

  it.each([
    ['another body', { text: 'other', rank: 1 }, owner],
    ['another person', { text: 'mine', rank: 1 }, memberClaims(orgId, 'owner')],
  ])('refuses the key for %s', async (_what, body, claims) => {
    const key = newId();
    await post('notes', { text: 'mine', rank: 1 }, key);
    expect(await post('notes', body, key, claims)).toBeProblem(422, 'idempotency_key_reused');
  });

  it('counts in its organization and on its route alone', async () => {
    const key = newId();
    const elsewhere = memberClaims(newId(), 'owner');
    const answers = [
      await post('notes', { text: 'scoped', rank: 1 }, key),
      await post('notes', { text: 'scoped', rank: 1 }, key, elsewhere),
      await post('echoes', { text: 'scoped', rank: 1 }, key),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(3);
  });

  it('keeps nothing of a request that is not valid', async () => {
    const key = newId();
    expect(await post('notes', { text: 'x', rank: 'one' }, key)).toBeProblem(400, 'validation');
    expect(await keysLike(key)).toEqual([]);
    expect((await post('notes', { text: 'mended', rank: 1 }, key)).status).toBe(201);
  });

  it.each(['', 'a b', '\u00fc', 'x'.repeat(256)])('refuses %p as a key', async (key) => {
    expect(await post('notes', { text: 'x', rank: 1 }, key)).toBeProblem(400, 'idempotency_key_invalid');
  });

  it('goes on from a committed step after a failure, which is not pinned', async () => {
    const key = newId();
    const broken = await post('steps', { text: 'breaks once', rank: 1 }, key);
    expect(broken).toBeProblem(500, 'internal');
    const mended = await post('steps', { text: 'breaks once', rank: 1 }, key);
    expect(mended.status).toBe(201);
    expect(await count('breaks once')).toBe(2); // one of each step
    expect((await post('steps', { text: 'breaks once', rank: 1 }, key)).body).toEqual(mended.body);
  });

  it('pins a refusal that came after a commit', async () => {
    const key = newId();
    const first = await post('steps', { text: 'refuses', rank: 1 }, key);
    const second = await post('steps', { text: 'refuses', rank: 1 }, key);
    expect(first).toBeProblem(409, 'late_refusal');
    expect(second).toBeProblem(409, 'late_refusal');
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect(await count('refuses')).toBe(1);
  });

  it('sees what it read before a commit again, and numbers steps inside of steps', async () => {
    const key = newId();
    const first = await post('steps', { text: 'nested', rank: 1 }, key);
    expect(first.body['seen']).toBe(0);
    await loseAnswer(key);
    expect((await post('steps', { text: 'nested', rank: 1 }, key)).body).toEqual(first.body);
    expect(await count('nested')).toBe(3);
  });

  it('fails loudly when a result is not data, and nothing is committed', async () => {
    expect(await post('steps', { text: 'function', rank: 1 }, newId())).toBeProblem(500, 'internal');
    expect(await count('function')).toBe(0);
  });

  it('refuses while a lease holds, and goes on when it has ended', async () => {
    const key = newId();
    await post('notes', { text: 'leased', rank: 1 }, key);
    await service.db.query(
      `UPDATE billing.idempotency_key SET response = NULL, lease_until = clock_timestamp() + interval '1 min' WHERE key = $1`,
      [key],
    );
    expect(await post('notes', { text: 'leased', rank: 1 }, key)).toBeProblem(409, 'idempotency_in_flight');
    await loseAnswer(key);
    expect((await post('notes', { text: 'leased', rank: 1 }, key)).status).toBe(201);
    expect(await count('leased')).toBe(1);
  });

  it('is forgotten after 48 hours, by the next request or by the pruner', async () => {
    const [one, other] = [newId(), newId()];
    for (const key of [one, other]) await post('notes', { text: 'old', rank: 1 }, key);
    await service.db.query(
      `UPDATE billing.idempotency_key SET created_at = created_at - interval '49 hours' WHERE key = ANY($1)`,
      [[one, other]],
    );
    expect((await post('notes', { text: 'new', rank: 1 }, one)).status).toBe(201);
    expect(await service.app.get(IdempotencyKeys).prune()).toBe(1);
    expect(await keysLike(other)).toEqual([]);
    expect(await keysLike(one)).toHaveLength(1);
  });
});
