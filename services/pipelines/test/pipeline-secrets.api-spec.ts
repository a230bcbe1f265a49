import { auditRecordedV1, identityProjectChangedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { eventually } from '@throughline/testing';
import type { TestRunner } from './test-runner.js';
import { type ConnectedRepository, type Organization, World } from './world.js';

const FILE =
  'name: s\nnodes:\n  a: { kind: shell, run: x, secrets: [TOKEN] }\n  b: { kind: shell, run: x, needs: [a], secrets: [TOKEN] }\n';
type Answer = Awaited<ReturnType<World['as']>>;

describe('secrets of pipelines', () => {
  let world: World;
  let org: Organization;
  let repository: ConnectedRepository;
  let runner: TestRunner;
  beforeAll(async () => {
    world = await World.start();
    org = await world.organization();
    repository = await world.connect(org);
    runner = await world.runner();
  });
  afterAll(() => world.stop());

  const create = (name: string, value: string, role = 'owner', projectId = org.projectId): Promise<Answer> =>
    world.as(org, 'post', '/pipeline-secrets', { role: role as 'owner', body: { projectId, name, value } });
  const set = (id: string, value: string): Promise<Answer> =>
    world.as(org, 'post', `/pipeline-secrets/${id}/versions`, { body: { value } });
  const pinned = async (id: string): Promise<unknown> => (await world.as(org, 'get', `/executions/${id}`)).body.secrets;

  it('go in by who manages repositories, and never come out', async () => {
    expect((await create('TOKEN', 'first-value', 'viewer')).status).toBe(403);
    const made = await create('TOKEN', 'first-value');
    expect(made).toMatchObject({ status: 201, body: { name: 'TOKEN', version: 1, projectId: org.projectId } });
    expect((await create('TOKEN', 'x')).body.code).toBe('secret_name_taken');
    expect((await create('OTHER', 'x', 'owner', newId())).status).toBe(404);
    for (const name of ['1A', 'A-B', '']) expect((await create(name, 'x')).status).toBe(400);
    expect((await create('THROUGHLINE_NODE', 'x')).body.code).toBe('secret_name_reserved');
    expect((await create('EMPTY', '')).status).toBe(400);
    const listed = await world.as(org, 'get', `/pipeline-secrets?projectId=${org.projectId}`);
    expect(listed.body.items).toEqual([made.body]);
    expect((await world.as(org, 'get', `/pipeline-secrets?projectId=${newId()}`)).body.items).toEqual([]);
    expect(listed.text + made.text).not.toContain('first-value');
    const stored = await world.service.db.query('SELECT * FROM pipelines.pipeline_secret_version');
    expect(JSON.stringify(stored)).not.toContain('first-value');
    const facts = (await world.service.events(auditRecordedV1)).filter(({ action }) =>
      action.startsWith('pipeline_secret'),
    );
    expect(facts).toEqual([expect.objectContaining({ action: 'pipeline_secret.created', resourceName: 'TOKEN' })]);
    expect(JSON.stringify(facts)).not.toContain('first-value');
  });

  it('reach the steps that name them, in the version of when the execution was made', async () => {
    const [{ id: secretId }] = (await world.as(org, 'get', '/pipeline-secrets')).body.items as [{ id: string }];
    const id = await world.run(org, repository, FILE);
    const first = await runner.next();
    expect(first.spec).toMatchObject({ secrets: { TOKEN: 'first-value' }, env: {} });
    expect((await set(secretId, 'second-value')).body).toMatchObject({ version: 2 });
    await runner.complete(first, 'succeeded');
    const second = await runner.next();
    expect(second.spec).toMatchObject({ secrets: { TOKEN: 'first-value' } });
    await runner.complete(second, 'succeeded');
    expect(await pinned(id)).toEqual([{ name: 'TOKEN', level: 'project', version: 1 }]);
    const jobs = await world.service.db.query('SELECT spec FROM pipelines.job');
    expect(JSON.stringify(jobs)).not.toContain('first-value');
    const next = await world.run(org, repository, FILE);
    expect(await pinned(next)).toEqual([{ name: 'TOKEN', level: 'project', version: 2 }]);
    const plan = await world.as(org, 'get', `/executions/${id}/replay-plan?from=b`);
    const rotated = { code: 'secret_rotated', nodes: ['b'], names: ['TOKEN'] };
    expect(plan.body.warnings).toContainEqual(expect.objectContaining(rotated));
    await runner.complete(await runner.next(), 'failed');
  });

  it('set by many at once have as many versions, one after the other', async () => {
    const { body } = await create('RACED', 'value-0');
    const answers = await Promise.all([1, 2, 3, 4].map((at) => set(body.id, `value-${at}`)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    const rows = await world.service.db.query<{ version: number }>(
      'SELECT version FROM pipelines.pipeline_secret_version WHERE pipeline_secret_id = $1 ORDER BY version',
      [body.id],
    );
    expect(rows.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5]);
    const twice = await Promise.all([create('BOTH', 'a'), create('BOTH', 'b')]);
    expect(twice.map(({ status }) => status).toSorted()).toEqual([201, 409]);
  });

  it('that there are not are mistakes of the file', async () => {
    const id = await world.run(org, repository, FILE.replaceAll('TOKEN', 'TOKENS'));
    const { execution, problems } = await world.execution(org, id);
    expect(execution.status).toBe('blocked');
    expect(problems[0]).toEqual({ line: 3, column: 39, message: 'the project has no secret TOKENS' });
  });

  it('that are deleted are gone, also for what has begun', async () => {
    const made = await create('GONE', 'value-of-old');
    const id = await world.run(org, repository, FILE.replaceAll('TOKEN', 'GONE'));
    const first = await runner.next();
    expect((await world.as(org, 'delete', `/pipeline-secrets/${made.body.id}`)).status).toBe(204);
    expect((await world.as(org, 'delete', `/pipeline-secrets/${made.body.id}`)).status).toBe(404);
    expect((await set(made.body.id, 'x')).status).toBe(404);
    await runner.complete(first, 'succeeded');
    // Whoever asks for work finds that there is none, and why.
    await eventually(async () => {
      await runner.acquire(0);
      const { execution, nodes } = await world.execution(org, id);
      expect(nodes[1]).toMatchObject({ status: 'errored', message: 'There is no secret GONE any more.' });
      expect(execution.status).toBe('errored');
    });
    const left = await world.service.db.query(
      'SELECT value FROM pipelines.pipeline_secret_version WHERE pipeline_secret_id = $1 AND value IS NOT NULL',
      [made.body.id],
    );
    expect(left).toEqual([]);
    expect((await create('GONE', 'anew')).body.version).toBe(1);
  });

  it('of the organization are for its projects, or for those that they are kept to', async () => {
    const elsewhere = newId();
    await world.service.deliver(identityProjectChangedV1, org.id, {
      ...{ projectId: elsewhere, slug: 'q', name: 'Q', archived: false },
    });
    const share = (body: object, role: 'admin' | 'operator' = 'admin'): Promise<Answer> =>
      world.as(org, 'post', '/organization-secrets', { role, body });
    const body = { name: 'SHARED', value: 'of-all' };
    expect((await share(body, 'operator')).status).toBe(403);
    const made = await share(body);
    expect(made).toMatchObject({ status: 201, body: { level: 'organization', projectId: null, projectIds: null } });
    expect((await share(body)).body.code).toBe('secret_name_taken');
    expect((await share({ ...body, name: 'X', projectIds: [newId()] })).status).toBe(404);
    const file = FILE.replaceAll('TOKEN', 'SHARED');
    const run = await world.run(org, repository, file);
    const job = await runner.next();
    expect(job.spec).toMatchObject({ secrets: { SHARED: 'of-all' } });
    await runner.complete(job, 'failed');
    expect(await pinned(run)).toEqual([{ name: 'SHARED', level: 'organization', version: 1 }]);
    const keepTo = (projectIds: string[] | null): Promise<Answer> =>
      world.as(org, 'put', `/organization-secrets/${made.body.id}/projects`, { body: { projectIds } });
    expect((await keepTo([elsewhere])).body).toMatchObject({ projectIds: [elsewhere] });
    const available = async (projectId: string): Promise<string> =>
      (await world.as(org, 'get', `/pipeline-secrets?availableTo=${projectId}`)).text;
    expect(await available(elsewhere)).toContain('SHARED');
    expect(await available(org.projectId)).not.toContain('SHARED');
    const blocked = await world.run(org, repository, file);
    expect((await world.execution(org, blocked)).problems[0]).toMatchObject({
      message: 'the project has no secret SHARED',
    });
    expect((await keepTo(null)).body).toMatchObject({ projectIds: null, overriddenIn: [] });
    const own = await create('SHARED', 'of-one');
    expect(own.body).toMatchObject({ level: 'project', overrides: true });
    const plan = await world.as(org, 'get', `/executions/${run}/replay-plan`);
    expect(plan.body.warnings).toContainEqual(expect.objectContaining({ code: 'secret_rotated', names: ['SHARED'] }));
    const overridden = await world.run(org, repository, file);
    const next = await runner.next();
    expect(next.spec).toMatchObject({ secrets: { SHARED: 'of-one' } });
    await runner.complete(next, 'failed');
    expect(await pinned(overridden)).toEqual([{ name: 'SHARED', level: 'project', version: 1 }]);
    for (const path of [`pipeline-secrets/${made.body.id}`, `organization-secrets/${own.body.id}`])
      expect((await world.as(org, 'delete', `/${path}`)).status).toBe(404);
    expect((await set(made.body.id, 'x')).status).toBe(404);
    expect((await world.as(org, 'delete', `/organization-secrets/${made.body.id}`)).status).toBe(204);
    expect((await keepTo(null)).status).toBe(404);
  });

  it('are for no run of a pull request', async () => {
    const body = { target: 'pull_request', pattern: 'main' };
    await world.as(org, 'post', `/repositories/${repository.id}/branch-rules`, { body });
    const files = { '.throughline/pipeline.yml': FILE, 'unique.txt': newId() };
    const sha = world.repository.push('refs/pull/7/head', files);
    const head = { sha, repo: { id: 1 } };
    const request = { action: 'opened', number: 7, pull_request: { head, base: { ref: 'main', repo: { id: 1 } } } };
    await world.hook(repository, request, { event: 'pull_request' });
    await eventually(async () => {
      await runner.acquire(0);
      const { body: found } = await world.as(org, 'get', '/executions');
      const { nodes } = await world.execution(org, found.items[0].id);
      const message = 'A run of a pull request gets no secrets: whoever opens one could print them.';
      expect(nodes[0]).toMatchObject({ status: 'errored', message });
      expect(await pinned(found.items[0].id)).toEqual([]);
    });
  });
});
