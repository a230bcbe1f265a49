import { newId } from '@throughline/kernel';
import { memberClaims } from '@throughline/testing';
import request from 'supertest';
import { document } from './document.js';
import { type Organization, REGISTRATION_TOKEN, World } from './world.js';

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    operationId: (operation as { operationId: string }).operationId,
    method: method as 'get' | 'post' | 'delete',
    path,
  })),
);

describe('repositories and the edges of every route', () => {
  let world: World;
  let org: Organization;
  beforeAll(async () => {
    world = await World.start();
    org = await world.organization();
  });
  afterAll(() => world.stop());

  it('shows the secret once, and keeps it sealed', async () => {
    const { id, secret } = await world.connect(org);
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    const { body } = await world.as(org, 'get', `/repositories/${id}`);
    expect(body).toMatchObject({
      name: 'hello',
      defaultBranch: 'main',
      webhookUrl: `http://localhost:4400/hooks/github/${id}`,
      lastDeliveryAt: null,
    });
    expect(JSON.stringify(body)).not.toContain(secret);
    const rows = await world.service.db.query('SELECT * FROM pipelines.repository');
    expect(JSON.stringify(rows)).not.toContain(secret);
    const audit = await world.service.db.query(`SELECT payload FROM pipelines.outbox WHERE type = 'audit-recorded'`);
    expect(JSON.stringify(audit)).not.toContain(secret);
    expect(JSON.stringify(audit)).toContain('repository.created');
  });

  it.each([
    ['https', { cloneUrl: 'https://example.org/a.git' }, 422, 'clone_url_refused'],
    ['a path outside the roots', { cloneUrl: 'file:///etc' }, 422, 'clone_url_refused'],
    ['no project', { projectId: newId() }, 404, 'not_found'],
    ['a taken name', { name: 'hello' }, 409, 'repository_name_taken'],
    ['an empty name', { name: '' }, 400, 'validation'],
    ['a bad branch', { defaultBranch: '--x' }, 400, 'validation'],
    ['an unknown field', { hookSecret: 'x' }, 400, 'validation'],
    ['a list of projects', { projectId: [newId()] }, 400, 'validation'],
  ])('refuses %s', async (_what, change, status, code) => {
    const body = { projectId: org.projectId, name: newId(), cloneUrl: world.repository.url, ...change };
    const answer = await world.as(org, 'post', '/repositories', { body });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('keeps branch rules unique, bounded and deletable', async () => {
    const { body } = await world.as(org, 'get', '/repositories');
    const path = `/repositories/${body.items[0].id}/branch-rules`;
    const add = (rule: object): ReturnType<World['as']> => world.as(org, 'post', path, { body: rule });
    const made = await add({ pattern: 'release/*' });
    expect(made.body).toMatchObject({
      pattern: 'release/*',
      pipelinePath: '.throughline/pipeline.yml',
      deployable: false,
    });
    expect((await add({ pattern: 'release/*' })).body.code).toBe('branch_rule_taken');
    for (const rule of [
      { pattern: 'a b' },
      { pattern: '' },
      { pattern: 'x', pipelinePath: '../x' },
      { pattern: 'x', pipelinePath: '/etc/passwd' },
      { pattern: 'x', deployable: 'yes' },
    ]) {
      expect([rule, (await add(rule)).status]).toEqual([rule, 400]);
    }
    expect((await world.as(org, 'delete', `${path}/${made.body.id}`)).status).toBe(204);
    expect((await world.as(org, 'delete', `${path}/${made.body.id}`)).status).toBe(404);
  });

  it('pages', async () => {
    const { body } = await world.as(org, 'get', '/repositories');
    const path = `/repositories/${body.items[0].id}/branch-rules`;
    for (const pattern of ['p1', 'p2', 'p3']) await world.as(org, 'post', path, { body: { pattern } });
    const first = await world.as(org, 'get', `${path}?limit=2`);
    const second = await world.as(org, 'get', `${path}?limit=2&cursor=${first.body.nextCursor}`);
    expect([...first.body.items, ...second.body.items].map((rule: { pattern: string }) => rule.pattern)).toEqual([
      'p3',
      'p2',
      'p1',
      'main',
    ]);
    expect((await world.as(org, 'get', `${path}?cursor=zzz`)).status).toBe(400);
    expect((await world.as(org, 'get', `${path}?limit=201`)).status).toBe(400);
  });

  it('a deleted repository is gone, its webhook too, and its name is free', async () => {
    const other = await world.organization();
    const repository = await world.connect(other);
    expect((await world.as(other, 'delete', `/repositories/${repository.id}`)).status).toBe(204);
    expect((await world.as(other, 'get', `/repositories/${repository.id}`)).status).toBe(404);
    expect((await world.hook(repository, { x: 1 }, { event: 'ping' })).status).toBe(401);
    expect((await world.connect(other)).id).not.toBe(repository.id);
  });

  it.each([
    ['a wrong token', { registrationToken: 'wrong-token-of-some-length', name: 'x', labels: [] }, 401],
    ['no token', { name: 'x', labels: [] }, 400],
    ['a bad name', { registrationToken: REGISTRATION_TOKEN, name: '../x', labels: [] }, 400],
  ])('refuses a runner with %s', async (_what, body, status) =>
    expect((await request(world.service.url).post('/runner/v1/register').send(body)).status).toBe(status),
  );

  it.each(['/acquire', `/${newId()}/heartbeat`, '/nonsense/complete'])(
    'asks for a runner’s token at %s',
    async (path) => {
      const member = await world.service.bearer(memberClaims(org.id, 'owner'));
      for (const authorization of ['', 'Bearer x', `Bearer tlr_${'A'.repeat(43)}`, member]) {
        const answer = await request(world.service.url)
          .post(`/runner/v1/jobs${path}`)
          .set('authorization', authorization)
          .send({ waitMs: 0 });
        expect([answer.status, answer.body.code]).toEqual([401, 'runner_unknown']);
      }
    },
  );

  it('shows the runners of the installation', async () => {
    const runner = await world.runner('visible');
    const { body } = await world.as(org, 'get', '/runners');
    expect(body.items).toContainEqual(
      expect.objectContaining({ id: runner.id, name: 'visible', labels: ['linux'], online: true, runningJobs: 0 }),
    );
  });

  it.each(operations)('$operationId refuses strangers and members without its permission', async ({ method, path }) => {
    const at = path.replace('{org}', org.id).replaceAll(/\{\w+Id\}/g, newId());
    const send = () => request(world.service.url)[method](at.replace('{nodeKey}', 'a'));
    expect((await send()).status).toBe(401);
    const bearer = await world.service.bearer({ ...memberClaims(org.id, 'owner'), permissions: [] });
    expect((await send().set('authorization', bearer)).status).toBe(403);
  });
});
