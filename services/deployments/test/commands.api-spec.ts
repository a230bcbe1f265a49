import {
  billingEntitlementsChangedV1,
  deploymentsConfigChangedV1,
  identityProjectChangedV1,
  type Role,
} from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { memberClaims, uncoveredTables } from '@throughline/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { DeploymentsWorld } from './deployments-world.js';

const RUN = { command: ['node', 'server.mjs'], healthPath: '/healthz' };
const MISSING = { code: 'not_found', detail: 'There is no such thing, or you may not see it.' };

describe('services, environments, hosts and configuration over HTTP', () => {
  let directory: string;
  let world: DeploymentsWorld;
  const stranger = newId();

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'throughline-'));
    world = await DeploymentsWorld.start({ PROCESS_ROLE: 'http' }, { HOSTS_BELOW: directory });
    await world.furnish();
  });
  afterAll(async () => {
    await world.close();
    await rm(directory, { recursive: true, force: true });
  });

  const config = () => `services/${world.serviceId}/environments/${world.place('staging').id}/config`;
  const path = () => ({
    serviceId: world.serviceId,
    fromEnvironmentId: world.place('staging').id,
    toEnvironmentId: world.place('production').id,
  });

  it.each<[string, string, () => object, string]>([
    ['an unknown field', 'services', () => ({ projectId: world.projectId, name: 'x', run: RUN, rank: 1 }), '/rank'],
    ['no way to run', 'services', () => ({ projectId: world.projectId, name: 'x' }), '/run'],
    [
      'a command of no words',
      'services',
      () => ({ projectId: world.projectId, name: 'x', run: { ...RUN, command: [] } }),
      '/run/command',
    ],
    [
      'a command that is a text',
      'services',
      () => ({ projectId: world.projectId, name: 'x', run: { ...RUN, command: 'rm -rf' } }),
      '/run/command',
    ],
    [
      'a health path elsewhere',
      'services',
      () => ({ projectId: world.projectId, name: 'x', run: { ...RUN, healthPath: 'http://a/' } }),
      '/run/healthPath',
    ],
    ['a project id that is none', 'services', () => ({ projectId: '7', name: 'x', run: RUN }), '/projectId'],
    [
      'a slug with a path in it',
      'services',
      () => ({ projectId: world.projectId, name: 'x', slug: '../x', run: RUN }),
      '/slug',
    ],
    ['a class of nobody', 'environments', () => ({ name: 'x', class: 'moon', position: 1 }), '/class'],
    ['a position that is a text', 'environments', () => ({ name: 'x', class: 'dev', position: '1' }), '/position'],
    ['a position with a fraction', 'environments', () => ({ name: 'x', class: 'dev', position: 1.5 }), '/position'],
    [
      'a kind of nobody',
      'hosts',
      () => ({ environmentId: world.place('staging').id, name: 'x', kind: 'cloud' }),
      '/kind',
    ],
    ['a reason that is no text', `deployments/${newId()}/rollback`, () => ({ reason: 7 }), '/reason'],
    ['an environment id that is none', 'promotions', () => ({ ...path(), toEnvironmentId: [] }), '/toEnvironmentId'],
  ])('refuses %s and points at it', async (_what, route, body, pointer) => {
    const answer = await world.post(route, body());
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status: 400, code: 'validation' });
    expect(answer.body.errors.map((field: { pointer: string }) => field.pointer)).toContain(pointer);
  });

  it.each<[string, object]>([
    ['no variables', {}],
    ['variables in an array', { variables: [] }],
    ['a number as value', { variables: { A: 1 } }],
    ['a name of no shell', { variables: { 'A-B': '' } }],
    ['a name of ours', { variables: { PORT: '1' } }],
    ['a NUL', { variables: { A: 'a\0' } }],
    ['secrets in an array', { variables: {}, secrets: [] }],
    ['names to remove that are no names', { variables: {}, removeSecrets: [7] }],
  ])('refuses a configuration with %s', async (_what, body) => {
    expect((await world.put(config(), body)).status).toBe(400);
  });

  it('keeps secrets: names and times come back, values never', async () => {
    const set = await world.put(config(), { variables: { A: '1' }, secrets: { TOKEN: 'very-secret' } });
    expect(set.body).toMatchObject({
      version: 1,
      variables: { A: '1' },
      secrets: [{ name: 'TOKEN', setAt: expect.any(String) }],
    });
    const kept = await world.put(config(), { variables: { A: '2' } });
    expect(kept.body).toMatchObject({ version: 2, secrets: set.body.secrets });
    expect((await world.put(config(), { variables: { A: '2' } })).body.version).toBe(2);
    expect((await world.put(config(), { variables: { TOKEN: 'x' } })).body.code).toBe('name_twice');
    const removed = await world.put(config(), { variables: {}, removeSecrets: ['TOKEN'] });
    expect(removed.body).toMatchObject({ version: 3, variables: {}, secrets: [] });
    const told = await world.service.events(deploymentsConfigChangedV1);
    expect(told.map(({ changedNames, secretNames }) => [changedNames, secretNames])).toEqual([
      [['A', 'TOKEN'], ['TOKEN']],
      [['A'], []],
      [['A', 'TOKEN'], ['TOKEN']],
    ]);
    const rows = await world.service.db.query('SELECT * FROM deployments.config_secret, deployments.outbox');
    expect(JSON.stringify([rows, set.body, removed.body])).not.toContain('very-secret');
  });

  it.each<[string, Role, string, () => object]>([
    ['viewer', 'viewer', 'services', () => ({ projectId: world.projectId, name: 'x', run: RUN })],
    ['developer', 'developer', 'environments', () => ({ name: 'x', class: 'dev', position: 1 })],
    ['developer', 'developer', 'deployments', () => ({ releaseId: newId(), environmentId: newId() })],
    ['developer', 'developer', 'promotions', path],
    ['developer', 'developer', `deployments/${newId()}/rollback`, () => ({})],
  ])('refuses a %s (%s) at %s', async (_who, role, route, body) => {
    expect((await world.post(route, body(), role)).status).toBe(403);
  });

  it("refuses references to what is another organization's like missing ones", async () => {
    const bearer = await world.service.bearer(memberClaims(stranger, 'owner'));
    const post = (route: string, body: object) =>
      request(world.service.url).post(`/api/v1/orgs/${stranger}/${route}`).set('authorization', bearer).send(body);
    const bodies: [string, object][] = [
      ['services', { projectId: world.projectId, name: 'x', run: RUN }],
      ['hosts', { environmentId: world.place('staging').id, name: 'x', kind: 'local_host' }],
      ['deployments', { releaseId: newId(), environmentId: world.place('staging').id }],
      ['promotions', path()],
    ];
    for (const [route, body] of bodies) {
      const answer = await post(route, body);
      expect({ route, status: answer.status, body: answer.body }).toMatchObject({ status: 404, body: MISSING });
    }
  });

  it.each([
    'deployments?active=maybe',
    'deployments?status=odd',
    'deployments?serviceId=7',
    'deployments?limit=0',
    'deployments?cursor=x',
    'services?cursor=WzFd',
    'environments?cursor=WzEsMl0',
    'promotions/preview',
    'releases?serviceId=',
  ])('refuses the query of %s', async (route) => expect((await world.get(route)).status).toBe(400));

  it('takes a slug once', async () => {
    const body = { projectId: world.projectId, name: 'Hello', run: RUN };
    const answer = await world.post('services', body);
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status: 409, code: 'slug_taken' });
  });

  it('waits for a project whose event is on its way', async () => {
    const projectId = newId();
    const creation = world.post('services', { projectId, name: 'Early', run: RUN });
    const data = { projectId, slug: 'early', name: 'Early', archived: false };
    const [answer] = await Promise.all([creation, world.service.deliver(identityProjectChangedV1, world.orgId, data)]);
    expect(answer.status).toBe(201);
  });

  it('pages through lists without a gap', async () => {
    for (const name of ['p1', 'p2', 'p3']) await world.post('environments', { name, class: 'dev', position: 5 });
    const names: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { items: { name: string }[]; nextCursor: string | null } = (
        await world.get(`environments?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`)
      ).body;
      names.push(...page.items.map((one) => one.name));
      cursor = page.nextCursor;
    }
    expect(names).toEqual(['staging', 'production', 'p1', 'p2', 'p3']);
  });

  it('changes what is sent and nothing else', async () => {
    const bearer = await world.service.bearer(memberClaims(world.orgId, 'operator'));
    const patch = (route: string, body: object) =>
      request(world.service.url).patch(`/api/v1/orgs/${world.orgId}/${route}`).set('authorization', bearer).send(body);
    const service = await patch(`services/${world.serviceId}`, { run: { command: ['node', 'x'], healthPath: '/' } });
    expect(service.body).toMatchObject({
      name: 'Hello',
      slug: 'hello',
      run: { command: ['node', 'x'], healthPath: '/' },
    });
    const environment = await patch(`environments/${world.place('staging').id}`, { autoRollback: false });
    expect(environment.body).toMatchObject({ name: 'staging', position: 0, autoRollback: false });
    expect((await patch(`services/${world.serviceId}`, { name: null })).status).toBe(400);
  });

  it("holds the plan's limit against 20 creations at once", async () => {
    const data = { version: 1, planKey: 'free', items: [{ feature: 'services', limit: 6 }] };
    await world.service.deliver(billingEntitlementsChangedV1, world.orgId, data);
    const bodies = Array.from({ length: 20 }, (_, index) => ({
      projectId: world.projectId,
      name: `s${index}`,
      run: RUN,
    }));
    const answers = await Promise.all(bodies.map((body) => world.post('services', body)));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201, 403]));
    expect((await world.get('services')).body.items).toHaveLength(6);
  });

  it('T2: leaves no table uncovered', async () =>
    expect(await uncoveredTables(world.service.db, 'deployments')).toEqual([]));
});
