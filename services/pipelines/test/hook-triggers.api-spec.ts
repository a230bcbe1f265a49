import { auditRecordedV1, identityMemberChangedV1 } from '@throughline/contracts';
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
    // Whoever left may know the secret.
    const on = await world.as(org, 'patch', path(one.id), { body: { basedOn: 2, enabled: true } });
    expect([on.status, on.body.code]).toEqual([409, 'hook_secret_needed']);
    const { body } = await world.as(org, 'post', `${path(one.id)}/secret`, { user: org.carol });
    expect((await call({ id: one.id, secret: body.secret })).status).toBe(202);
    expect((await settled(one.id, 2))[1]?.state).toBe('started');
  });

  describe('a change of a hook', () => {
    const change = (id: string, body: object, user = org.carol) => world.as(org, 'patch', path(id), { body, user });

    it('is of what calls start from then on, in the name of whoever makes it, with the same secret', async () => {
      const one = await create();
      const sha = world.repository.push('release', { '.throughline/pipeline.yml': PIPELINE, 'unique.txt': newId() });
      const chosen = { name: ' Harbor ', branch: 'release', inputs: {} };
      const { status, body } = await change(one.id, { basedOn: 1, ...chosen });
      expect([status, body]).toMatchObject([200, { name: 'Harbor', branch: 'release', version: 2, enabled: true }]);
      expect(await listed(one.id)).toEqual(body);
      expect((await call(one)).status).toBe(202);
      const [firing] = await settled(one.id, 1);
      const { execution } = await world.execution(org, firing?.executionId ?? '');
      expect(execution).toMatchObject({ requestedById: org.carol, commit: { sha, branch: 'release' } });
      const facts = (await world.service.events(auditRecordedV1)).filter(({ resourceId }) => resourceId === one.id);
      expect(facts.find(({ action }) => action === 'hook_trigger.updated')).toMatchObject({
        before: { name: 'Registry', branch: 'main', enabled: true, ownerId: org.bob },
        after: { name: 'Harbor', branch: 'release', enabled: true, ownerId: org.carol },
      });
    });

    it('lands for one of those who make it at once, and the others are told', async () => {
      const one = await create();
      const names = ['a', 'b', 'c', 'd'];
      const answers = await Promise.all(names.map((name) => change(one.id, { basedOn: 1, name })));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
      expect(answers.find(({ status }) => status === 409)?.body.code).toBe('trigger_changed');
      const won = answers.find(({ status }) => status === 200)?.body;
      expect(await listed(one.id)).toEqual(won);
      // A new secret is a change too: it says in whose name calls start something.
      await world.as(org, 'post', `${path(one.id)}/secret`);
      expect((await change(one.id, { basedOn: won.version, name: 'late' })).status).toBe(409);
    });

    it('switches it off in anybody’s name, and on in one’s own', async () => {
      const one = await create();
      const off = await change(one.id, { basedOn: 1, enabled: false });
      const owner = (await listed(one.id)).ownerName;
      expect(off.body).toMatchObject({ enabled: false, pausedReason: null, version: 2 });
      const owners = (): Promise<{ id: string }[]> =>
        world.service.db.query('SELECT owner_id AS id FROM pipelines.hook_trigger WHERE id = $1', [one.id]);
      expect(await owners()).toEqual([{ id: org.bob }]);
      expect(await call(one)).toMatchObject({ status: 409, body: { code: 'hook_stopped' } });
      const on = await change(one.id, { basedOn: 2, enabled: true });
      expect(on.body).toMatchObject({ enabled: true, ownerName: expect.any(String) });
      expect([await owners(), owner]).toEqual([[{ id: org.carol }], off.body.ownerName]);
      expect((await call(one)).status).toBe(202);
      await settled(one.id, 1);
    });

    it.each([
      [{ name: 'x' }, 400, 'validation'],
      [{ basedOn: 1, name: ' ' }, 400, 'validation'],
      [{ basedOn: 1, branch: 'refs/tags/v1' }, 400, 'validation'],
      [{ basedOn: 1, branch: null }, 400, 'validation'],
      [{ basedOn: 1, enabled: 'no' }, 400, 'validation'],
      [{ basedOn: 7, name: 'x' }, 409, 'trigger_changed'],
      [{ basedOn: 1, inputs: { version: 'body.' } }, 422, 'inputs_invalid'],
      [{ basedOn: 1, inputs: { other: '1' } }, 422, 'inputs_invalid'],
    ])('is refused when it is %j', async (body, status, code) => {
      const answer = await change(hook.id, body);
      expect([answer.status, answer.body.code]).toEqual([status, code]);
      expect((await change(newId(), { basedOn: 1 })).status).toBe(404);
    });
  });
});
