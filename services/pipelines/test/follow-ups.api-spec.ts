import { auditRecordedV1, identityMemberChangedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { OrgTx } from '@throughline/platform';
import { eventually, memberClaims } from '@throughline/testing';
import request from 'supertest';
import { Followers } from '../src/triggers/followers.js';
import { type Organization, World } from './world.js';

const gate = (name: string, condition: string): string =>
  `name: ${name}\nnodes:\n  a: { kind: gate, condition: '${condition}' }\n`;
const FILES = {
  'first.yml': gate('first', 'true'),
  'failing.yml': gate('failing', 'false'),
  'second.yml': gate('second', 'true'),
};
type Name = 'first' | 'failing' | 'second';

interface Execution {
  id: string;
  pipelineName: string;
  trigger: string;
  status: string;
  requestedById: string | null;
  follows: { id: string; number: number; pipelineName: string } | null;
  commit: { sha: string; branch: string };
}

describe('what begins executions beside a push', () => {
  let world: World;
  let org: Organization;
  let sha: string;
  const pipelines = {} as Record<Name, string>;
  beforeAll(async () => {
    world = await World.start();
    org = await world.organization();
    const repository = await world.connect(org, { pattern: 'first', pipelinePath: 'first.yml' });
    for (const name of ['failing', 'second'] as const) {
      const body = { pattern: name, pipelinePath: `${name}.yml` };
      await world.as(org, 'post', `/repositories/${repository.id}/branch-rules`, { body });
    }
    world.repository.push('main', FILES);
    for (const name of ['first', 'failing', 'second'] as const) {
      sha = world.repository.push(name, { 'unique.txt': newId() });
      await world.hook(repository, { ref: `refs/heads/${name}`, after: sha });
      await ended(name);
    }
    const { body } = await world.as(org, 'get', '/pipelines');
    for (const { id, name } of body.items) pipelines[name as Name] = id;
  });
  afterAll(() => world.stop());

  const executions = async (): Promise<Execution[]> => (await world.as(org, 'get', '/executions?limit=200')).body.items;
  /** The executions of a pipeline, newest first, when there are so many and all have ended. */
  const ended = (name: string, count = 1): Promise<Execution[]> =>
    eventually(async () => {
      const all = (await executions()).filter(({ pipelineName }) => pipelineName === name);
      if (all.length < count || all.some(({ status }) => !['succeeded', 'failed'].includes(status)))
        throw new Error(`${name}: ${all.map(({ status }) => status).join()}`);
      return all;
    });
  const start = (name: Name, branch = 'first') =>
    world.as(org, 'post', `/pipelines/${pipelines[name]}/executions`, { body: { branch } });
  async function follow(upstream: Name, body: object, user = org.bob): Promise<string> {
    const made = await world.as(org, 'post', `/pipelines/${pipelines[upstream]}/follow-ups`, { body, user });
    expect(made.status).toBe(201);
    return made.body.id;
  }
  const remove = (upstream: Name, id: string) =>
    world.as(org, 'delete', `/pipelines/${pipelines[upstream]}/follow-ups/${id}`);
  const listed = async (upstream: Name, id: string) =>
    (await world.as(org, 'get', `/pipelines/${pipelines[upstream]}/follow-ups`)).body.items.find(
      (one: { id: string }) => one.id === id,
    );
  const firings = (followUpId: string) =>
    world.service.db.query<{ state: string; reason: string | null; depth: number }>(
      'SELECT state, reason, depth FROM pipelines.firing WHERE follow_up_id = $1 ORDER BY id',
      [followUpId],
    );
  const settled = (followUpId: string, count = 1) =>
    eventually(async () => {
      const all = await firings(followUpId);
      if (all.length < count || all.some(({ state }) => state === 'due')) throw new Error(JSON.stringify(all));
      return all;
    });

  it('an API key starts a pipeline: of a person in their name, of a service account in its own', async () => {
    const claims = memberClaims(org.id, 'developer', org.bob);
    const keys = [
      { ...claims, key_id: newId(), session_id: null },
      { ...claims, kind: 'service_account' as const, key_id: newId(), session_id: null, sub: newId(), name: 'CI' },
    ];
    const answers = [];
    for (const key of keys)
      answers.push(
        await request(world.service.url)
          .post(`/api/v1/orgs/${org.id}/pipelines/${pipelines.first}/executions`)
          .set('authorization', await world.service.bearer(key))
          .send({ branch: 'first' }),
      );
    expect(answers).toMatchObject([
      { status: 202, body: { trigger: 'manual', requestedById: org.bob } },
      { status: 202, body: { trigger: 'manual', requestedById: null, requestedByName: 'CI' } },
    ]);
    const viewer = await world.service.bearer({ ...memberClaims(org.id, 'viewer', org.bob), key_id: newId() });
    const refused = await request(world.service.url)
      .post(`/api/v1/orgs/${org.id}/pipelines/${pipelines.first}/executions`)
      .set('authorization', viewer)
      .send({});
    expect(refused.status).toBe(403);
    await ended('first', 3);
  });

  it('a pipeline follows one that has succeeded, once, at the commit that was run', async () => {
    const id = await follow('first', { pipelineId: pipelines.second, pattern: 'fir*' });
    const before = (await ended('second')).length;
    const { body: upstream } = await start('first');
    const [newest, ...others] = await ended('second', before + 1);
    expect(others).toHaveLength(before);
    expect(newest).toMatchObject({
      ...{ trigger: 'pipeline', requestedById: org.bob, commit: upstream.commit },
      follows: { id: upstream.id, number: upstream.number, pipelineName: 'first' },
    });
    expect(await listed('first', id)).toMatchObject({
      lastState: 'started',
      lastExecutionId: newest?.id,
      enabled: true,
    });
    // The end is told of again, four times at once.
    const end = { ...{ executionId: upstream.id, pipelineId: pipelines.first }, commit: upstream.commit };
    const again = () =>
      world.service.app
        .get(OrgTx)
        .run(org.id, (tx) => world.service.app.get(Followers).follow(tx, [{ ...end, outcome: 'succeeded' }]));
    await Promise.all([again(), again(), again(), again()]);
    expect(await firings(id)).toHaveLength(1);
    await remove('first', id);
  });

  it('follows only what its rule says', async () => {
    const ids = {
      otherBranch: await follow('first', { pipelineId: pipelines.second, pattern: 'main' }),
      onFailure: await follow('first', { pipelineId: pipelines.second, outcome: 'failed' }),
      any: await follow('first', { pipelineId: pipelines.second, outcome: 'any', branch: 'main' }),
      failing: await follow('failing', { pipelineId: pipelines.second, outcome: 'failed' }),
      failed: await follow('failing', { pipelineId: pipelines.second }),
    };
    await start('first');
    await start('failing', 'failing');
    await settled(ids.any);
    await settled(ids.failing);
    const counts = Object.entries(ids).map(async ([name, id]) => [name, (await firings(id)).length] as const);
    expect(Object.fromEntries(await Promise.all(counts))).toEqual({
      ...{ otherBranch: 0, onFailure: 0, any: 1, failing: 1, failed: 0 },
    });
    const byMain = (await executions()).filter(
      ({ trigger, commit }) => trigger === 'pipeline' && commit.branch === 'main',
    );
    expect(byMain).toHaveLength(1);
    await Promise.all(
      Object.entries(ids).map(([name, id]) => remove(name.startsWith('fail') ? 'failing' : 'first', id)),
    );
  });

  it('a circle ends after eight', async () => {
    const id = await follow('second', { pipelineId: pipelines.second, outcome: 'any' });
    await start('second', 'second');
    const all = await settled(id, 9);
    expect(all.map(({ depth }) => depth)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(all.slice(0, 8).every(({ state }) => state === 'started')).toBe(true);
    expect(all[8]?.state).toBe('refused');
    expect(all[8]?.reason).toContain('in a circle');
    await ended('second');
    expect(await firings(id)).toHaveLength(9);
    await remove('second', id);
  });

  it('stops when its owner is not a member any more, and goes on in the name of who enables it', async () => {
    const dora = newId();
    const member = {
      userId: dora,
      email: 'd@example.org',
      fullName: 'Dora',
      role: null,
      roleKey: null,
      permissions: [],
    };
    const id = await follow('first', { pipelineId: pipelines.second }, dora);
    await world.service.deliver(identityMemberChangedV1, org.id, member);
    await start('first');
    expect((await settled(id))[0]?.reason).toContain('not a member any more');
    expect(await listed('first', id)).toMatchObject({
      enabled: false,
      pausedReason: expect.stringContaining('member'),
    });
    const on = await world.as(org, 'post', `/pipelines/${pipelines.first}/follow-ups/${id}/enable`, {
      user: org.carol,
    });
    expect(on.body).toMatchObject({ enabled: true, pausedReason: null });
    await start('first');
    expect((await settled(id, 2))[1]?.state).toBe('started');
    await remove('first', id);
  });

  it.each([
    [{ outcome: 'often' }, 400],
    [{ pattern: 'a b' }, 400],
    [{ branch: 'refs/tags/v1' }, 400],
    [{ pipelineId: newId() }, 404],
  ])('refuses %j with %i', async (change, status) => {
    const body = { pipelineId: pipelines.second, ...change };
    expect((await world.as(org, 'post', `/pipelines/${pipelines.first}/follow-ups`, { body })).status).toBe(status);
  });

  describe('a change of what follows', () => {
    const change = (id: string, body: object, user = org.carol) =>
      world.as(org, 'patch', `/pipelines/${pipelines.first}/follow-ups/${id}`, { body, user });

    it('is of all that was chosen, for the ends from then on', async () => {
      const id = await follow('first', { pipelineId: pipelines.second, outcome: 'failed' });
      const chosen = { pipelineId: pipelines.failing, outcome: 'any', pattern: 'fir*', branch: 'failing' };
      const { status, body } = await change(id, { basedOn: 1, ...chosen });
      expect([status, body]).toMatchObject([200, { ...chosen, pipelineName: 'failing', version: 2 }]);
      expect(await listed('first', id)).toEqual(body);
      await start('first');
      await settled(id);
      const [newest] = (await ended('failing')).filter(({ trigger }) => trigger === 'pipeline');
      expect(newest).toMatchObject({ requestedById: org.carol, commit: { branch: 'failing' } });
      expect((await change(id, { basedOn: 2, branch: null })).body).toMatchObject({ branch: null, outcome: 'any' });
      const facts = (await world.service.events(auditRecordedV1)).filter(({ resourceId }) => resourceId === id);
      expect(facts.find(({ action }) => action === 'follow_up.updated')).toMatchObject({
        before: { pipelineId: pipelines.second, outcome: 'failed', pattern: '*', branch: null, ownerId: org.bob },
        after: { ...chosen, enabled: true, ownerId: org.carol },
      });
      await remove('first', id);
    });

    it('lands for one of those who make it at once', async () => {
      const id = await follow('first', { pipelineId: pipelines.second, outcome: 'failed' });
      const patterns = ['a', 'b', 'c', 'd'];
      const answers = await Promise.all(patterns.map((pattern) => change(id, { basedOn: 1, pattern })));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
      expect(answers.find(({ status }) => status === 409)?.body.code).toBe('trigger_changed');
      expect(await listed('first', id)).toEqual(answers.find(({ status }) => status === 200)?.body);
      await remove('first', id);
    });

    it('switches it off, so that nothing follows, and on again', async () => {
      const id = await follow('first', { pipelineId: pipelines.second });
      const off = await change(id, { basedOn: 1, enabled: false });
      expect(off.body).toMatchObject({ enabled: false, pausedReason: null, version: 2 });
      await start('first');
      await ended('first');
      expect(await firings(id)).toEqual([]);
      expect((await change(id, { basedOn: 2, enabled: true })).body).toMatchObject({ enabled: true, version: 3 });
      await start('first');
      expect((await settled(id))[0]?.state).toBe('started');
      await ended('second');
      await remove('first', id);
    });

    it.each([
      [{ pattern: 'x' }, 400, 'validation'],
      [{ basedOn: 1, outcome: 'often' }, 400, 'validation'],
      [{ basedOn: 1, pattern: null }, 400, 'validation'],
      [{ basedOn: 1, branch: 'refs/tags/v1' }, 400, 'validation'],
      [{ basedOn: 1, pipelineId: newId() }, 404, 'not_found'],
      [{ basedOn: 2 }, 409, 'trigger_changed'],
      [{ basedOn: 1, inputs: { other: 'x' } }, 422, 'inputs_invalid'],
    ])('is refused when it is %j', async (body, status, code) => {
      const id = await follow('first', { pipelineId: pipelines.second, outcome: 'failed' });
      const answer = await change(id, body);
      expect([answer.status, answer.body.code]).toEqual([status, code]);
      expect((await change(newId(), { basedOn: 1 })).status).toBe(404);
      await remove('first', id);
    });
  });
});
