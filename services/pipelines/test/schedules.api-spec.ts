import { auditRecordedV1, identityMemberChangedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { eventually, memberClaims } from '@throughline/testing';
import request from 'supertest';
import { type Organization, World } from './world.js';

const PIPELINE = 'name: nightly\nnodes:\n  a: { kind: shell, run: x }\n';
const MINUTE_MS = 60_000;

interface Firing {
  id: string;
  fireAt: string;
  byHand: boolean;
  state: string;
  reason: string | null;
  executionId: string | null;
}

describe('schedules', () => {
  let world: World;
  let org: Organization;
  let pipelineId: string;
  let repositoryId: string;
  beforeAll(async () => {
    world = await World.start();
    org = await world.organization();
    const repository = await world.connect(org);
    repositoryId = repository.id;
    await world.run(org, repository, PIPELINE);
    pipelineId = (await world.as(org, 'get', '/pipelines')).body.items[0].id;
  });
  afterAll(() => world.stop());

  const post = (path: string, body: object, user = org.bob): ReturnType<World['as']> =>
    world.as(org, 'post', path, { body, user });
  async function schedule(more: object = {}, user = org.bob): Promise<string> {
    const body = { pipelineId, name: `s-${newId()}`, cron: '0 3 * * *', ...more };
    const made = await post('/schedules', body, user);
    expect(made.status).toBe(201);
    return made.body.id;
  }
  const get = async (id: string) => (await world.as(org, 'get', `/schedules/${id}`)).body;
  const firings = async (id: string): Promise<Firing[]> =>
    (await world.as(org, 'get', `/schedules/${id}/firings`)).body.items;
  /** As if the schedule had been due for so long. */
  const due = (id: string, forMs: number): Promise<unknown> =>
    world.service.db.query(
      `UPDATE pipelines.schedule_clock SET next_fire_at = date_trunc('minute', clock_timestamp() - $2 * interval '1 millisecond')
       WHERE schedule_id = $1`,
      [id, forMs],
    );
  const ended = (id: string, count = 1): Promise<Firing[]> =>
    eventually(async () => {
      const all = await firings(id);
      expect(all.filter(({ state }) => state !== 'due').length).toBeGreaterThanOrEqual(count);
      return all;
    });

  it('keeps what it was told, and says when it fires next', async () => {
    const { status, body } = await post('/schedules', {
      ...{ pipelineId, name: ' Nightly ', branch: 'main' },
      ...{ cron: '30 2 * * MON-FRI', zone: 'Europe/Berlin', misfire: 'all' },
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      ...{ pipelineId, pipelineName: 'nightly', name: 'Nightly', branch: 'main', cron: '30 2 * * MON-FRI' },
      ...{
        zone: 'Europe/Berlin',
        misfire: 'all',
        enabled: true,
        pausedReason: null,
        ownerId: org.bob,
        lastFiring: null,
      },
      description: 'At 02:30, Monday through Friday',
    });
    const preview = await world.as(
      org,
      'get',
      `/schedules/preview?cron=${encodeURIComponent(body.cron)}&zone=${body.zone}&count=3`,
    );
    expect(preview.body.fireAt).toHaveLength(3);
    expect(preview.body).toMatchObject({
      description: body.description,
      fireAt: [body.nextFireAt, expect.anything(), expect.anything()],
    });
    expect((await world.as(org, 'get', `/schedules?pipelineId=${pipelineId}`)).body.items).toContainEqual(body);
    expect((await world.as(org, 'get', `/schedules?pipelineId=${newId()}`)).body.items).toEqual([]);
  });

  it('starts the pipeline at the head of the branch when its time has come, once', async () => {
    const id = await schedule({ name: 'due', branch: 'main', cron: '* * * * *' });
    const sha = world.repository.push('main', { '.throughline/pipeline.yml': PIPELINE, 'new.txt': newId() });
    await due(id, 0);
    const [firing] = await ended(id);
    expect(firing).toMatchObject({ state: 'started', byHand: false, reason: null });
    const { execution } = await world.execution(org, firing?.executionId ?? '');
    expect(execution).toMatchObject({
      ...{
        trigger: 'schedule',
        schedule: { id, name: 'due' },
        requestedById: org.bob,
        commit: { sha, branch: 'main' },
      },
    });
    const after = await get(id);
    expect(after.lastFiring).toMatchObject({
      scheduleId: id,
      executionStatus: 'queued',
      executionNumber: execution['number'],
    });
    expect(Date.parse(after.nextFireAt)).toBeGreaterThan(Date.parse(firing?.fireAt ?? ''));
    await world.as(org, 'delete', `/schedules/${id}`);
  });

  it.each([
    ['skip', 0, 10],
    ['once', 1, 10],
    ['all', 10, 10],
  ])('after an hour away, %s starts %i and tells of %i that it does not', async (misfire, starts, missed) => {
    // Every fifth minute, none of them within the minute that is still on time.
    const minute = new Date(Date.now() - 3 * MINUTE_MS).getUTCMinutes() % 5;
    const id = await schedule({ misfire, cron: `${minute}-59/5 * * * *` });
    await due(id, 240 * MINUTE_MS);
    const all = await ended(id, starts + missed);
    expect(all.filter(({ state }) => state === 'started')).toHaveLength(starts);
    expect(all.filter(({ state }) => state === 'missed')).toHaveLength(missed);
    expect(new Set(all.map(({ fireAt }) => fireAt)).size).toBe(starts + missed);
    await world.as(org, 'delete', `/schedules/${id}`);
  });

  it('runs now when somebody asks, also while it is disabled, and as often as they ask', async () => {
    const id = await schedule();
    await world.as(org, 'post', `/schedules/${id}/disable`);
    const asked = await world.as(org, 'post', `/schedules/${id}/firings`, { user: org.carol });
    expect(asked).toMatchObject({ status: 202, body: { state: 'due', byHand: true, scheduleId: id } });
    await world.as(org, 'post', `/schedules/${id}/firings`, { user: org.carol });
    const all = await ended(id, 2);
    expect(all).toMatchObject([{ state: 'started' }, { state: 'started' }]);
    const { execution } = await world.execution(org, all[0]?.executionId ?? '');
    expect(execution).toMatchObject({ trigger: 'schedule', requestedById: org.carol });
  });

  it('does not make up for what it did not fire while it was disabled', async () => {
    const id = await schedule({ cron: '* * * * *', misfire: 'all' });
    await due(id, 5 * MINUTE_MS);
    const off = await world.as(org, 'post', `/schedules/${id}/disable`);
    expect(off.body).toMatchObject({ enabled: false, nextFireAt: null, pausedReason: null });
    const before = (await firings(id)).length;
    const on = await world.as(org, 'post', `/schedules/${id}/enable`);
    expect(on.body.enabled).toBe(true);
    expect(Date.parse(on.body.nextFireAt)).toBeGreaterThan(Date.now() - 2_000);
    expect((await firings(id)).length).toBeLessThanOrEqual(before + 1);
    await world.as(org, 'delete', `/schedules/${id}`);
  });

  it('says why nothing was started, and goes on', async () => {
    const id = await schedule({ branch: 'nowhere' });
    await world.as(org, 'post', `/schedules/${id}/firings`);
    expect(await ended(id)).toMatchObject([{ state: 'refused', reason: 'The repository has no branch nowhere.' }]);
    expect(await get(id)).toMatchObject({ enabled: true, lastFiring: { state: 'refused', executionId: null } });
  });

  it('stops when the member on whose behalf it runs is none any more, and goes on in the name of who enables it', async () => {
    const dora = newId();
    const member = { userId: dora, email: 'dora@example.org', fullName: 'Dora', roleKey: null, permissions: [] };
    await world.service.deliver(
      identityMemberChangedV1,
      org.id,
      { ...member, role: 'developer' },
      { aggregateId: dora },
    );
    const id = await schedule({ cron: '* * * * *' }, dora);
    await world.service.deliver(
      identityMemberChangedV1,
      org.id,
      { ...member, role: null },
      { aggregateId: dora, aggregateVersion: 2 },
    );
    await due(id, 0);
    const [firing] = await ended(id);
    expect(firing).toMatchObject({ state: 'refused', executionId: null });
    expect(firing?.reason).toContain('not a member any more');
    expect(await get(id)).toMatchObject({
      enabled: false,
      pausedReason: firing?.reason,
      nextFireAt: null,
      ownerId: dora,
    });
    const facts = await world.service.events(auditRecordedV1);
    expect(facts.filter(({ resourceId, action }) => resourceId === id && action === 'schedule.paused')).toHaveLength(1);
    await world.as(org, 'post', `/schedules/${id}/enable`, { user: org.carol });
    expect(await get(id)).toMatchObject({ enabled: true, pausedReason: null, ownerId: org.carol });
    await world.as(org, 'delete', `/schedules/${id}`);
  });

  it('stops when its owner may only look any more', async () => {
    const eve = newId();
    const member = { userId: eve, email: 'eve@example.org', fullName: 'Eve', roleKey: null, permissions: [] };
    await world.service.deliver(identityMemberChangedV1, org.id, { ...member, role: 'viewer' });
    const id = await schedule({ cron: '* * * * *' }, eve);
    await due(id, 0);
    expect((await ended(id))[0]?.reason).toContain('may not start executions any more');
    expect(await get(id)).toMatchObject({ enabled: false });
  });

  it('runs in the name of whoever changes it, so that nobody has it run something in another’s', async () => {
    const id = await schedule({}, org.carol);
    const changed = await world.as(org, 'patch', `/schedules/${id}`, { body: { branch: 'other' }, user: org.bob });
    expect(changed).toMatchObject({ status: 200, body: { branch: 'other', ownerId: org.bob, cron: '0 3 * * *' } });
    const before = (await get(id)).nextFireAt;
    const retimed = await world.as(org, 'patch', `/schedules/${id}`, { body: { cron: '0 4 * * *' } });
    expect(retimed.body.nextFireAt).not.toBe(before);
    expect(retimed.body.branch).toBe('other');
  });

  it('is changed by one of those who change what they have seen at once; without saying what, by all', async () => {
    const id = await schedule();
    const change = (body: object) => world.as(org, 'patch', `/schedules/${id}`, { body });
    const answers = await Promise.all([1, 2, 3].map((hour) => change({ basedOn: 1, cron: `0 ${hour} * * *` })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('trigger_changed');
    const changed = answers.find(({ status }) => status === 200)?.body;
    expect(changed).toMatchObject({ version: 2 });
    expect(await get(id)).toEqual(changed);
    expect((await change({ branch: 'other' })).body).toMatchObject({ version: 3, cron: changed.cron, branch: 'other' });
  });

  it('takes neither a service account nor somebody behind an impersonation as its owner', async () => {
    const body = { pipelineId, name: 'no', cron: '0 3 * * *' };
    const act = { sub: newId(), name: 'Grace' };
    for (const change of [{ kind: 'service_account' as const }, { act }]) {
      const authorization = await world.service.bearer({ ...memberClaims(org.id, 'owner', org.bob), ...change });
      const answer = await request(world.service.url)
        .post(`/api/v1/orgs/${org.id}/schedules`)
        .set('authorization', authorization)
        .send(body);
      expect(answer).toMatchObject({ status: 403, body: { code: 'owner_needed' } });
    }
  });

  it.each([
    [{ cron: '0 0 30 2 *' }, 422, 'cron_invalid'],
    [{ cron: '* * * * * *' }, 422, 'cron_invalid'],
    [{ zone: 'Mars/Base' }, 422, 'zone_unknown'],
    [{ branch: '../etc' }, 400, undefined],
    [{ name: '  ' }, 400, undefined],
    [{ misfire: 'often' }, 400, undefined],
    [{ pipelineId: newId() }, 404, 'not_found'],
  ])('refuses %j with %i', async (change, status, code) => {
    const answer = await post('/schedules', { pipelineId, name: 'bad', cron: '0 3 * * *', ...change });
    expect(answer.status).toBe(status);
    if (code) expect(answer.body.code).toBe(code);
  });

  it.each(['name', 'branch', 'cron', 'zone', 'misfire'])('refuses null for %s, in a change too', async (field) => {
    const id = await schedule();
    const changed = await world.as(org, 'patch', `/schedules/${id}`, { body: { [field]: null } });
    expect(changed.status).toBe(400);
    expect((await post('/schedules', { pipelineId, name: 'n', cron: '0 3 * * *', [field]: null })).status).toBe(400);
    await world.as(org, 'delete', `/schedules/${id}`);
  });

  it('refuses a second schedule of a name, and one by who may not start executions', async () => {
    const id = await schedule({ name: 'twice' });
    const second = await post('/schedules', { pipelineId, name: 'twice', cron: '0 3 * * *' });
    expect(second).toMatchObject({ status: 409, body: { code: 'schedule_name_taken' } });
    const other = await schedule({ name: 'not twice' });
    const renamed = await world.as(org, 'patch', `/schedules/${other}`, { body: { name: 'twice' } });
    expect(renamed).toMatchObject({ status: 409, body: { code: 'schedule_name_taken' } });
    expect((await world.as(org, 'delete', `/schedules/${id}`)).status).toBe(204);
    expect((await world.as(org, 'get', `/schedules/${id}`)).status).toBe(404);
    expect((await world.as(org, 'patch', `/schedules/${other}`, { body: { name: 'twice' } })).status).toBe(200);
    const viewer = await world.as(org, 'post', `/schedules/${other}/firings`, { role: 'viewer' });
    expect(viewer.status).toBe(403);
  });

  it('stops when its repository is removed, and cannot be enabled then', async () => {
    const id = await schedule({ cron: '* * * * *' });
    await world.as(org, 'delete', `/repositories/${repositoryId}`);
    await due(id, 0);
    expect(await ended(id)).toMatchObject([{ state: 'refused', reason: 'The repository was removed.' }]);
    expect(await get(id)).toMatchObject({ enabled: false, pausedReason: 'The repository was removed.' });
    expect(await world.as(org, 'post', `/schedules/${id}/enable`)).toMatchObject({
      status: 409,
      body: { code: 'repository_removed' },
    });
  });
});
