import { auditRecordedV1, identityProjectChangedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { eventually } from '@throughline/testing';
import type { TestRunner } from './test-runner.js';
import { type ConnectedRepository, type Organization, World } from './world.js';

const FILE = `name: v
nodes:
  a: { kind: shell, run: x, env: { REGION: "in-\${{ vars.REGION }}" } }
  b: { kind: shell, run: x, needs: [a], if: vars.REGION == 'eu', env: { TIER: "\${{ vars.TIER }}" } }
  g: { kind: gate, needs: [b], condition: vars.TIER.startsWith('g') }
`;
type Answer = Awaited<ReturnType<World['as']>>;

describe('variables of pipelines', () => {
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

  const create = (name: string, value: string, more: object = { projectId: org.projectId }): Promise<Answer> =>
    world.as(org, 'post', '/pipeline-variables', { body: { name, value, ...more } });
  const share = (name: string, value: string, role: 'admin' | 'operator' = 'admin'): Promise<Answer> =>
    world.as(org, 'post', '/organization-variables', { role, body: { name, value } });
  const set = (id: string, value: string, basedOn: number): Promise<Answer> =>
    world.as(org, 'post', `/pipeline-variables/${id}/versions`, { body: { value, basedOn } });
  const had = async (id: string): Promise<unknown> => (await world.as(org, 'get', `/executions/${id}`)).body.variables;
  const list = async (query: string): Promise<Record<string, unknown>[]> =>
    (await world.as(org, 'get', `/pipeline-variables?${query}`)).body.items;
  let region: { id: string };
  let shared: { id: string };

  it('are of a project or of the organization, whose administrators alone set them there', async () => {
    const made = await create('REGION', 'eu');
    const facts = { name: 'REGION', value: 'eu', version: 1, level: 'project', projectId: org.projectId };
    expect(made).toMatchObject({ status: 201, body: { ...facts, overrides: false, overriddenIn: [] } });
    region = made.body;
    expect((await share('REGION', 'us', 'operator')).status).toBe(403);
    const ofAll = await share('REGION', 'us');
    expect(ofAll).toMatchObject({ status: 201, body: { level: 'organization', projectId: null, overrides: false } });
    shared = ofAll.body;
    expect((await share('TIER', 'gold')).status).toBe(201);
    const found = await list(`availableTo=${org.projectId}`);
    expect(found.map(({ name, level, overrides, overriddenIn }) => [name, level, overrides, overriddenIn])).toEqual([
      ['TIER', 'organization', false, []],
      ['REGION', 'organization', false, [org.projectId]],
      ['REGION', 'project', true, []],
    ]);
    expect(await list(`projectId=${org.projectId}`)).toHaveLength(1);
    expect(await list('level=organization')).toHaveLength(2);
    expect(await list(`availableTo=${newId()}`)).toHaveLength(2);
  });

  it('refuse names and values that cannot be', async () => {
    expect((await create('REGION', 'x')).body.code).toBe('variable_name_taken');
    expect((await share('TIER', 'x')).body.code).toBe('variable_name_taken');
    expect((await create('THROUGHLINE_X', 'x')).body.code).toBe('variable_name_reserved');
    for (const name of ['1A', 'A-B', '']) expect((await create(name, 'x')).status).toBe(400);
    for (const value of ['x'.repeat(4_097), 'a\0b']) expect((await create('LONG', value)).status).toBe(400);
    expect((await create('EMPTY', '')).body).toMatchObject({ value: '' });
    expect((await create('OTHER', 'x', { projectId: newId() })).status).toBe(404);
    // Each level has routes of its own.
    expect((await set(shared.id, 'x', 1)).status).toBe(404);
    expect((await world.as(org, 'delete', `/pipeline-variables/${shared.id}`)).status).toBe(404);
    expect((await world.as(org, 'delete', `/organization-variables/${region.id}`)).status).toBe(404);
  });

  it('are with a run as they were when it was made, and with its replay', async () => {
    const id = await world.run(org, repository, FILE);
    const first = await runner.next();
    expect(first.spec).toMatchObject({ env: { REGION: 'in-eu' } });
    expect((await set(region.id, 'asia', 1)).body).toMatchObject({ version: 2, value: 'asia' });
    await runner.complete(first, 'succeeded');
    const second = await runner.next();
    expect(second.spec).toMatchObject({ env: { TIER: 'gold' } });
    await runner.complete(second, 'succeeded');
    await eventually(async () =>
      expect((await world.execution(org, id)).execution).toMatchObject({ status: 'succeeded' }),
    );
    const then = [
      { name: 'REGION', level: 'project', version: 1, value: 'eu' },
      { name: 'TIER', level: 'organization', version: 1, value: 'gold' },
    ];
    expect(await had(id)).toEqual(then);
    const plan = await world.as(org, 'get', `/executions/${id}/replay-plan`);
    const changed = { code: 'variable_changed', nodes: ['a', 'b'], names: ['REGION'] };
    expect(plan.body.warnings).toContainEqual(expect.objectContaining(changed));
    const replayed = await world.as(org, 'post', `/executions/${id}/replay`, { body: {} });
    expect(await had(replayed.body.id)).toEqual(then);
    const again = await runner.next();
    expect(again.spec).toMatchObject({ env: { REGION: 'in-eu' } });
    await runner.complete(again, 'failed');
    const next = await world.run(org, repository, FILE);
    const anew = await runner.next();
    expect(anew.spec).toMatchObject({ env: { REGION: 'in-asia' } });
    await runner.complete(anew, 'succeeded');
    await eventually(async () => expect(await world.statuses(org, next)).toMatchObject({ b: 'skipped' }));
  });

  it('tell what they were, and who set it', async () => {
    const { body } = await world.as(org, 'get', `/pipeline-variables/${region.id}/versions?limit=1`);
    expect(body.items).toMatchObject([{ version: 2, value: 'asia' }]);
    const rest = await world.as(org, 'get', `/pipeline-variables/${region.id}/versions?cursor=${body.nextCursor}`);
    expect(rest.body.items).toMatchObject([{ version: 1, value: 'eu' }]);
    const facts = (await world.service.events(auditRecordedV1)).filter(({ action, resourceId }) => {
      return action === 'pipeline_variable.value_set' && resourceId === region.id;
    });
    expect(facts).toMatchObject([{ before: { version: 1, value: 'eu' }, after: { version: 2, value: 'asia' } }]);
  });

  it('set by two at once have the value of one, and the other is told', async () => {
    const { body } = await create('RACED', 'a');
    const answers = await Promise.all(['b', 'c', 'd'].map((value) => set(body.id, value, 1)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('variable_changed');
    const made = await Promise.all([share('BOTH', 'a'), share('BOTH', 'b'), create('BOTH', 'c')]);
    expect(made.map(({ status }) => status).toSorted()).toEqual([201, 201, 409]);
  });

  it('that there are not are mistakes of the file, as a validator says before', async () => {
    const source = FILE.replaceAll('TIER', 'TEAR');
    const id = await world.run(org, repository, source);
    const { execution, problems } = await world.execution(org, id);
    expect(execution).toMatchObject({ status: 'blocked' });
    const unknown = [
      { line: 4, column: 79, message: 'the project has no variable TEAR' },
      { line: 5, column: 43, message: 'the project has no variable TEAR' },
    ];
    expect(problems).toEqual(unknown);
    const validate = (projectId?: string): Promise<Answer> =>
      world.as(org, 'post', '/pipelines/validate', { body: { source, projectId } });
    expect((await validate(org.projectId)).body).toMatchObject({ valid: false, problems: unknown });
    expect((await validate()).body).toMatchObject({ valid: true });
    expect((await validate(newId())).status).toBe(404);
  });

  it('of another project are not there, and a run of a pull request has those of its own', async () => {
    const projectId = newId();
    await world.service.deliver(identityProjectChangedV1, org.id, {
      ...{ projectId, slug: 'q', name: 'Q', archived: false },
    });
    await create('ELSEWHERE', 'x', { projectId });
    const blocked = await world.run(org, repository, FILE.replaceAll('TIER', 'ELSEWHERE'));
    expect((await world.execution(org, blocked)).execution).toMatchObject({ status: 'blocked' });
    const body = { target: 'pull_request', pattern: 'main' };
    await world.as(org, 'post', `/repositories/${repository.id}/branch-rules`, { body });
    const sha = world.repository.push('refs/pull/9/head', { '.throughline/pipeline.yml': FILE, 'unique.txt': newId() });
    const head = { sha, repo: { id: 1 } };
    const request = { action: 'opened', number: 9, pull_request: { head, base: { ref: 'main', repo: { id: 1 } } } };
    await world.hook(repository, request, { event: 'pull_request' });
    const job = await runner.next();
    expect(job.spec).toMatchObject({ env: { REGION: 'in-asia' } });
    await runner.complete(job, 'failed');
  });

  it('deleted while runs are made are there for a run or block it, and nothing between', async () => {
    const file = 'name: d\nnodes:\n  a: { kind: gate, condition: vars.GOING == "1" }\n';
    for (const round of [1, 2, 3]) {
      const { body } = await create('GOING', '1');
      const [ids, deleted] = await Promise.all([
        Promise.all([world.run(org, repository, file), world.run(org, repository, file)]),
        world.as(org, 'delete', `/pipeline-variables/${body.id}`),
      ]);
      expect([round, deleted.status]).toEqual([round, 204]);
      for (const id of ids) {
        await eventually(async () => {
          const { execution } = await world.execution(org, id);
          const pins = execution['status'] === 'succeeded' ? [expect.objectContaining({ name: 'GOING' })] : [];
          expect(['succeeded', 'blocked']).toContain(execution['status']);
          expect(await had(id)).toEqual(pins);
        });
      }
    }
    expect((await world.as(org, 'get', `/pipeline-variables?availableTo=${org.projectId}`)).text).not.toContain(
      'GOING',
    );
  });
});
