import {
  deploymentsServiceChangedV1,
  identityProjectChangedV1,
  pipelinesStackDetectedV1,
} from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import type { TestService } from '@throughline/testing';
import { breaches } from './contract.js';
import { createOrganization, sendAs, startIdentity, type Tenant } from './identity-world.js';

describe('projects', () => {
  let service: TestService;
  let tenant: Tenant;
  beforeAll(async () => {
    service = await startIdentity();
    tenant = await createOrganization(service);
  });
  afterAll(() => service.close());

  const call = (method: 'get' | 'post' | 'patch' | 'delete', rest = '', body?: object, of = tenant) =>
    sendAs(service, { org: of.id, role: 'admin' }, { method, path: `/api/v1/orgs/${of.id}/projects${rest}`, body });

  it('makes one, shows it, changes it and tells the others each time', async () => {
    const made = await call('post', '', { name: 'Web shop', description: 'Sells' });
    expect(made).toMatchObject({ status: 201, body: { slug: 'web-shop', description: 'Sells', archived: false } });
    expect(breaches('createProject', made)).toEqual([]);
    const changed = await call('patch', `/${made.body.id}`, { name: 'Shop', archived: true });
    expect(changed).toMatchObject({
      status: 200,
      body: { name: 'Shop', slug: 'web-shop', description: 'Sells', archived: true },
    });
    expect(breaches('updateProject', changed)).toEqual([]);
    const shown = await call('get', `/${made.body.id}`);
    expect(shown.body).toEqual(changed.body);
    expect(breaches('getProject', shown)).toEqual([]);
    const events = (await service.events(identityProjectChangedV1)).filter((event) => event.projectId === made.body.id);
    expect(events).toMatchObject([
      { name: 'Web shop', archived: false },
      { name: 'Shop', archived: true },
    ]);
  });

  it.each(['[]', '"x"', '7', '{"name":null}'])('is not changed by the body %s', async (body) => {
    const made = (await call('post', '', { name: `Firm ${newId()}` })).body;
    const path = `/api/v1/orgs/${tenant.id}/projects/${made.id}`;
    const headers = { 'content-type': 'application/json' };
    const who = { org: tenant.id, role: 'admin' as const };
    const answer = await sendAs(service, who, { method: 'patch', path, headers, body: body as unknown as object });
    expect(answer.status).toBe(400);
    expect((await call('get', `/${made.id}`)).body).toEqual(made);
  });

  it('takes an archived one back', async () => {
    const { id } = (await call('post', '', { name: 'Back and forth' })).body;
    await call('patch', `/${id}`, { archived: true });
    expect((await call('patch', `/${id}`, { archived: false })).body.archived).toBe(false);
  });

  it('changes nothing with nothing', async () => {
    const made = (await call('post', '', { name: 'Same' })).body;
    expect((await call('patch', `/${made.id}`, {})).body).toEqual(made);
  });

  const detected = (projectId: string, part: object = {}) =>
    service.deliver(pipelinesStackDetectedV1, tenant.id, { ...pipelinesStackDetectedV1.example, projectId, ...part });

  it('knows where the code is, from its address', async () => {
    const repositoryUrl = 'https://me:token@gitlab.com/group/sub/app.git';
    const made = await call('post', '', { name: 'App', repositoryUrl, defaultBranch: 'trunk', isPrivate: false });
    expect(breaches('createProject', made)).toEqual([]);
    expect(made.body.repository).toEqual({
      url: 'https://gitlab.com/group/sub/app.git',
      provider: 'gitlab',
      owner: 'group/sub',
      name: 'app',
      defaultBranch: 'trunk',
      isPrivate: false,
      repositoryId: null,
    });
    const moved = await call('patch', `/${made.body.id}`, { repositoryUrl: 'git@github.com:acme/app.git' });
    expect(moved.body.repository).toMatchObject({ provider: 'github', owner: 'acme', defaultBranch: 'trunk' });
    expect((await call('patch', `/${made.body.id}`, { repositoryUrl: '' })).body.repository).toBeNull();
    expect(await call('post', '', { name: 'x', repositoryUrl: 'file:///etc' })).toMatchObject({
      status: 400,
      body: { code: 'repository_url_invalid', errors: [{ pointer: '/repositoryUrl' }] },
    });
  });

  it('learns from the pipelines service what it is written with, and lets nobody overrule it', async () => {
    const { id } = (await call('post', '', { name: 'Detected' })).body;
    await detected(id);
    const shown = await call('get', `/${id}`);
    expect(breaches('getProject', shown)).toEqual([]);
    expect(shown.body).toMatchObject({
      repository: { provider: 'github', owner: 'acme', name: 'shop', isPrivate: true },
      stack: { language: 'TypeScript', framework: 'Next.js', buildTool: 'npm', confidence: 0.9 },
    });
    expect((await call('patch', `/${id}`, { defaultBranch: 'x' })).body.code).toBe('repository_connected');
    expect((await call('delete', `/${id}`)).body.code).toBe('project_in_use');
    await detected(id, { repository: null, commitSha: null, language: null, framework: null, buildTool: null });
    expect((await call('get', `/${id}`)).body).toMatchObject({ stack: null, repository: { repositoryId: null } });
    expect((await call('patch', `/${id}`, { defaultBranch: 'x' })).body.repository.defaultBranch).toBe('x');
  });

  it('is deleted when it holds nothing, and not before', async () => {
    const { id } = (await call('post', '', { name: 'Short-lived' })).body;
    const serviceData = { serviceId: newId(), projectId: id, slug: 'web', name: 'Web' };
    await service.deliver(deploymentsServiceChangedV1, tenant.id, serviceData, { aggregateId: serviceData.serviceId });
    const refused = await call('delete', `/${id}`);
    expect(refused).toMatchObject({ status: 409, body: { code: 'project_in_use' } });
    expect(refused.body.detail).toContain('the service Web');
    const moved = { ...serviceData, projectId: newId() };
    await service.deliver(deploymentsServiceChangedV1, tenant.id, moved, {
      aggregateId: moved.serviceId,
      aggregateVersion: 2,
    });
    expect((await call('delete', `/${id}`)).status).toBe(204);
    expect((await call('delete', `/${id}`)).status).toBe(404);
    const events = (await service.events(identityProjectChangedV1)).filter((event) => event.projectId === id);
    expect(events.at(-1)).toMatchObject({ archived: true });
  });

  it('keeps slugs apart within an organization, and only there', async () => {
    const slug = 'payments';
    expect((await call('post', '', { name: 'One', slug })).status).toBe(201);
    expect(await call('post', '', { name: 'Two', slug })).toMatchObject({ status: 409, body: { code: 'slug_taken' } });
    expect((await call('post', '', { name: 'Three', slug }, await createOrganization(service))).status).toBe(201);
  });

  it.each([
    ['an unusable slug', { name: 'x', slug: 'No' }, '/slug'],
    ['null for a description', { name: 'x', description: null }, '/description'],
    ['a long name', { name: 'x'.repeat(101) }, '/name'],
    ['an unknown field', { name: 'x', org_id: newId() }, '/org_id'],
  ])('refuses %s', async (_what, body, pointer) =>
    expect(await call('post', '', body)).toMatchObject({ status: 400, body: { errors: [{ pointer }] } }),
  );

  it('refuses a null byte', async () =>
    expect((await call('post', '', { name: 'x', description: 'a\u0000b' })).status).toBe(400));

  it('pages, and hides another organization’s', async () => {
    const other = await createOrganization(service);
    for (const name of ['A', 'B', 'C']) await call('post', '', { name }, other);
    const first = await call('get', '?limit=2', undefined, other);
    expect(breaches('listProjects', first)).toEqual([]);
    expect(first.body.items.map((item: { name: string }) => item.name)).toEqual(['A', 'B']);
    const second = await call('get', `?limit=2&cursor=${first.body.nextCursor}`, undefined, other);
    expect(second.body).toMatchObject({ items: [{ name: 'C' }], nextCursor: null });
    const { id } = second.body.items[0];
    expect(await call('get', `/${id}`)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect((await call('patch', `/${id}`, { name: 'Mine' })).status).toBe(404);
    expect((await call('get', `/${id}`, undefined, other)).body.name).toBe('C');
  });
});
