import { pipelinesExecutionFinishedV1 } from '@throughline/contracts';
import { eventually } from '@throughline/testing';
import { type ConnectedRepository, type Organization, World } from './world.js';

const GOOD = 'name: b\nnodes:\n  a: { kind: shell, run: x }\n';

describe('pipeline files that cannot be run', () => {
  let world: World;
  let org: Organization;
  let repository: ConnectedRepository;
  beforeAll(async () => {
    world = await World.start();
    org = await world.organization();
    repository = await world.connect(org);
  });
  afterAll(() => world.stop());

  it.each<[string, string, [number, number], unknown]>([
    [
      'an unknown need',
      'name: b\nnodes:\n  test: { kind: shell, run: x, needs: [instal] }\n',
      [3, 40],
      'test needs instal, and there is no such node',
    ],
    ['broken YAML', 'name: b\nnodes: [\n', [3, 1], expect.stringContaining('Flow sequence')],
    [
      'an unknown environment',
      'name: b\nnodes:\n  p: { kind: promote, service: hello-service, from: staging, to: prod }\n',
      [3, 66],
      'there is no environment prod; there is staging, production',
    ],
  ])('%s blocks the execution with line and column', async (_what, source, [line, column], message) => {
    const id = await world.run(org, repository, source);
    const { execution, nodes, problems } = await world.execution(org, id);
    expect(execution).toMatchObject({
      status: 'blocked',
      reason: expect.stringContaining(`.throughline/pipeline.yml:${line}:${column}: `),
      startedAt: null,
      finishedAt: expect.any(String),
    });
    expect(problems).toEqual([{ line, column, message }]);
    expect(nodes).toEqual([]);
    expect(await world.service.events(pipelinesExecutionFinishedV1)).toContainEqual(
      expect.objectContaining({ executionId: id, outcome: 'blocked' }),
    );
  });

  it('says the same of a text that is only asked about, and what is unwise about a good one', async () => {
    const validate = async (source: string): Promise<unknown> => {
      const { status, body } = await world.as(org, 'post', '/pipelines/validate', { role: 'viewer', body: { source } });
      expect(status).toBe(200);
      return body;
    };
    const bad = 'name: b\nnodes:\n  p: { kind: promote, service: hello-service, from: staging, to: prod }\n';
    const message = 'there is no environment prod; there is staging, production';
    expect(await validate(bad)).toEqual({
      ...{ valid: false, problems: [{ line: 3, column: 66, message }], warnings: [], pipeline: null },
    });
    const good = `name: g\ntype: security\ninputs: { deep: { type: boolean, default: true } }
nodes:
  scan: { kind: shell, run: ./scan.sh, stage: security }
  unit-test: { kind: shell, run: x, needs: [scan], matrix: { node: [22, 24] } }
  note: { kind: shell, run: x, needs: [unit-test] }
`;
    const lacking = 'nothing checks before the change goes on; a gate does';
    expect(await validate(good)).toEqual({
      ...{ valid: true, problems: [] },
      warnings: [{ line: 4, column: 1, code: 'no-checkpoint', message: lacking }],
      pipeline: {
        ...{ name: 'g', type: 'security' },
        inputs: [{ name: 'deep', type: 'boolean', description: null, default: true, options: [] }],
        nodes: [
          { key: 'scan', name: 'scan', kind: 'shell', stage: 'security', needs: [], line: 5 },
          {
            ...{ key: 'unit-test-22', name: 'unit-test (22)', kind: 'shell', stage: 'test' },
            needs: ['scan'],
            line: 6,
          },
          {
            ...{ key: 'unit-test-24', name: 'unit-test (24)', kind: 'shell', stage: 'test' },
            needs: ['scan'],
            line: 6,
          },
          { key: 'note', name: 'note', kind: 'shell', stage: null, needs: ['unit-test-22', 'unit-test-24'], line: 7 },
        ],
      },
    });
    expect((await world.as(org, 'get', '/pipelines')).body.items).toEqual([
      expect.objectContaining({ latestVersion: 0 }),
    ]);
  });

  it('a missing file blocks too, and the next good one runs as version 1', async () => {
    const other = await world.organization();
    const connected = await world.connect(other, { pattern: '*', pipelinePath: 'ci/missing.yml' });
    const id = await world.run(other, connected, GOOD);
    const { execution, problems } = await world.execution(other, id);
    expect(execution).toMatchObject({
      status: 'blocked',
      reason: 'There is no pipeline file ci/missing.yml at this commit.',
    });
    expect(problems).toEqual([{ line: 1, column: 1, message: 'there is no file ci/missing.yml at this commit' }]);
    const good = await world.run(org, repository, GOOD);
    await eventually(async () => expect(await world.statuses(org, good)).toEqual({ a: 'ready' }));
    const pipelines = await world.as(org, 'get', '/pipelines');
    expect(pipelines.body.items).toEqual([
      expect.objectContaining({
        name: 'b',
        latestVersion: 1,
        recentStatuses: ['queued', 'blocked', 'blocked', 'blocked'],
      }),
    ]);
  });

  it('a file tells what its pipeline is for, and its run what is unwise about it', async () => {
    const id = await world.run(org, repository, `type: mlops\n${GOOD}  alone: { kind: shell, run: y }\n`);
    const { warnings } = (await world.as(org, 'get', `/executions/${id}`)).body;
    const codes = ['no-tests', 'no-security', 'no-checkpoint', 'disconnected', 'disconnected'];
    expect(warnings.map(({ code }: { code: string }) => code)).toEqual(codes);
    expect(warnings[4]).toEqual({
      ...{ line: 5, column: 3, code: 'disconnected', message: 'alone needs no node, and no node needs it' },
    });
    const listed = async (type: string): Promise<unknown[]> =>
      (await world.as(org, 'get', `/pipelines?type=${type}`)).body.items;
    expect(await listed('mlops')).toEqual([expect.objectContaining({ name: 'b', type: 'mlops' })]);
    expect(await listed('cicd')).toEqual([]);
    expect((await world.as(org, 'get', '/pipelines?type=ci')).status).toBe(400);
    const [{ id: pipelineId }] = (await listed('mlops')) as [{ id: string }];
    const versions = () => world.as(org, 'get', `/pipelines/${pipelineId}/versions`);
    const [newest] = (await versions()).body.items;
    expect(newest.warnings).toEqual(warnings);
    await world.service.db.query('UPDATE pipelines.pipeline_version SET warnings = NULL'); // as one of before
    expect((await versions()).body.items[0].warnings).toEqual(warnings);
    await world.run(org, repository, GOOD);
    expect(await listed('mlops')).toEqual([]);
  });

  it('a commit that is not in the repository is not guessed at', async () => {
    const answer = await world.hook(repository, { ref: 'refs/heads/main', after: 'b'.repeat(40) });
    expect(answer.status).toBe(202);
    await eventually(async () => {
      const rows = await world.service.db.query<{ attempts: number }>('SELECT attempts FROM pipelines.receipt_work');
      expect(rows[0]?.attempts).toBeGreaterThan(0);
    });
    await world.service.db.query('UPDATE pipelines.receipt_work SET attempts = 100, due_at = now()');
    await eventually(async () => {
      const { body } = await world.as(org, 'get', `/repositories/${repository.id}/deliveries`);
      expect(body.items[0]).toMatchObject({
        outcome: 'refused',
        reason: 'The repository does not hold the commit that was pushed.',
      });
    });
  });

  it('starts by hand only what is on the branch', async () => {
    const { body } = await world.as(org, 'get', '/pipelines');
    const start = (request: object): ReturnType<World['as']> =>
      world.as(org, 'post', `/pipelines/${body.items[0].id}/executions`, { body: request });
    const elsewhere = world.repository.push('elsewhere', { 'x.txt': 'x' });
    expect((await start({})).body).toMatchObject({ status: 'queued', trigger: 'manual', requestedByName: 'A admin' });
    expect((await start({ branch: 'none' })).body.code).toBe('branch_missing');
    expect((await start({ branch: 'main', commitSha: elsewhere })).body.code).toBe('commit_not_on_branch');
    expect((await start({ branch: '--upload-pack=x' })).status).toBe(400);
    expect((await start({ commitSha: 'HEAD' })).status).toBe(400);
  });
});
