import { identityMemberChangedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { eventually } from '@throughline/testing';
import request from 'supertest';
import { type Organization, sign, World } from './world.js';

const PIPELINE = 'name: called\nnodes:\n  a: { kind: gate, condition: "true" }\n';

describe('calls of other systems', () => {
  let world: World;
  let org: Organization;
  let pipelineId: string;
  let hook: { id: string; secret: string };
  beforeAll(async () => {
    world = await World.start();
    org = await world.organization();
    await world.run(org, await world.connect(org), PIPELINE);
    pipelineId = (await world.as(org, 'get', '/pipelines')).body.items[0].id;
    hook = await create();
  });
  afterAll(() => world.stop());

  async function create(user = org.bob): Promise<{ id: string; secret: string }> {
    const body = { name: 'Registry' };
    const made = await world.as(org, 'post', `/pipelines/${pipelineId}/hooks`, { body, user });
    expect(made).toMatchObject({ status: 201, body: { hookTrigger: { name: 'Registry', branch: 'main' } } });
    return { id: made.body.hookTrigger.id, secret: made.body.secret };
  }
  const path = (id: string): string => `/pipelines/${pipelineId}/hooks/${id}`;
  const seconds = (): number => Math.floor(Date.now() / 1_000);
  const call = (to: { id: string; secret: string }, more: { at?: number; raw?: string; signature?: string } = {}) => {
    const { at = seconds(), raw = JSON.stringify({ call: newId() }) } = more;
    return request(world.service.url)
      .post(`/hooks/pipelines/${to.id}`)
      .set('content-type', 'application/json')
      .set('x-throughline-timestamp', String(at))
      .set('x-throughline-signature', more.signature ?? sign(to.secret, `${at}.${raw}`))
      .send(raw);
  };
  const firings = (id: string) =>
    world.service.db.query<{ state: string; reason: string | null; executionId: string }>(
      'SELECT state, reason, execution_id AS "executionId" FROM pipelines.firing WHERE hook_trigger_id = $1 ORDER BY id',
      [id],
    );
  const settled = (id: string, count: number) =>
    eventually(async () => {
      const all = await firings(id);
      if (all.length < count || all.some(({ state }) => state === 'due')) throw new Error(JSON.stringify(all));
      return all;
    });
  const listed = async (id: string) =>
    (await world.as(org, 'get', `/pipelines/${pipelineId}/hooks`)).body.items.find(
      (one: { id: string }) => one.id === id,
    );

  it('start the pipeline at the head of the branch, in the name of the owner', async () => {
    const sha = world.repository.push('main', { 'unique.txt': newId() });
    const answer = await call(hook);
    expect([answer.status, answer.body]).toEqual([202, { status: 'accepted' }]);
    const [firing] = await settled(hook.id, 1);
    const { execution } = await world.execution(org, firing?.executionId ?? '');
    expect(execution).toMatchObject({ trigger: 'hook', requestedById: org.bob, commit: { sha, branch: 'main' } });
    const shown = await listed(hook.id);
    expect(shown).toMatchObject({ enabled: true, ownerName: expect.any(String), lastCallAt: expect.any(String) });
    expect(shown.url).toContain(`/hooks/pipelines/${hook.id}`);
    expect(JSON.stringify(shown)).not.toContain(hook.secret);
  });

  it('start it once, however often and how many at a time the same call is made', async () => {
    const one = await create();
    const same = { at: seconds(), raw: '{"same": true}' };
    const answers = await Promise.all(Array.from({ length: 8 }, () => call(one, same)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 202));
    expect(answers.filter(({ body }) => body.status === 'accepted')).toHaveLength(1);
    await settled(one.id, 1);
    expect(await firings(one.id)).toHaveLength(1);
    expect((await call(one, { ...same, at: same.at + 1 })).body.status).toBe('accepted');
  });

  it('are refused with a signature that does not fit, and counted', async () => {
    const one = await create();
    const at = seconds();
    const wrong = [{ signature: sign('wrong', `${at}.{}`) }, { signature: sign(one.secret, '{}') }, { signature: '' }];
    for (const more of wrong)
      expect(await call(one, { at, raw: '{}', ...more })).toMatchObject({
        status: 401,
        body: { code: 'call_unproven' },
      });
    const unknown = await call({ ...one, id: newId() });
    expect(unknown).toMatchObject({ status: 401, body: { code: 'call_unproven' } });
    expect(await call({ ...one, id: 'nonsense' })).toMatchObject({ status: 401 });
    const counted = await world.service.db.query<{ n: number }>(
      'SELECT refused_calls AS n FROM pipelines.hook_trigger_address WHERE hook_trigger_id = $1',
      [one.id],
    );
    expect(counted).toEqual([{ n: wrong.length }]);
    expect(await firings(one.id)).toEqual([]);
  });

  it.each([-301, 301])('are refused %i seconds from now, though they are signed', async (off) => {
    const answer = await call(hook, { at: seconds() + off + Math.sign(off) * 5 });
    expect(answer).toMatchObject({ status: 401, body: { code: 'call_stale' } });
  });

  it('may be signed with the secret before for a day, and not at all once the hook is gone', async () => {
    const before = await create();
    const rotated = await world.as(org, 'post', `${path(before.id)}/secret`);
    const now = { id: before.id, secret: rotated.body.secret };
    expect(now.secret).not.toBe(before.secret);
    expect((await call(before)).status).toBe(202);
    expect((await call(now)).status).toBe(202);
    await world.service.db.query(
      'UPDATE pipelines.hook_trigger SET previous_valid_until = clock_timestamp() WHERE id = $1',
      [before.id],
    );
    expect((await call(before)).status).toBe(401);
    await settled(now.id, 2);
    expect((await world.as(org, 'delete', path(now.id))).status).toBe(204);
    expect((await call(now)).status).toBe(401);
    expect(await listed(now.id)).toBeUndefined();
  });

  it('start nothing any more in the name of somebody who left, until a member makes a new secret', async () => {
    const dora = newId();
    const one = await create(dora);
    const left = { userId: dora, email: 'd@example.org', fullName: 'D', role: null, roleKey: null, permissions: [] };
    await world.service.deliver(identityMemberChangedV1, org.id, left);
    expect((await call(one)).status).toBe(202);
    expect((await settled(one.id, 1))[0]?.reason).toContain('not a member any more');
    expect(await listed(one.id)).toMatchObject({ enabled: false, pausedReason: expect.stringContaining('member') });
    expect(await call(one)).toMatchObject({ status: 409, body: { code: 'hook_stopped' } });
    const { body } = await world.as(org, 'post', `${path(one.id)}/secret`, { user: org.carol });
    expect((await call({ id: one.id, secret: body.secret })).status).toBe(202);
    expect((await settled(one.id, 2))[1]?.state).toBe('started');
  });
});
