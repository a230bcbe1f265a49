import { eventually } from '@throughline/testing';
import type { TestRunner } from './test-runner.js';
import { type ConnectedRepository, type Organization, World } from './world.js';

const JUNIT = '<testsuite><testcase name="t"><failure/></testcase></testsuite>';
const RETRY = '{ times: 2, delay: 0s }';

describe('the flow of an execution', () => {
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

  const run = (nodes: string): Promise<string> => world.run(org, repository, `name: flow\nnodes:\n${nodes}`);
  const ask = (id: string, what: string): ReturnType<World['as']> => world.as(org, 'post', `/executions/${id}/${what}`);
  const evidenceOf = async (id: string): Promise<unknown> =>
    (await world.as(org, 'get', `/executions/${id}/evidence`)).body.items;
  const ended = (id: string, status: string): Promise<unknown> =>
    eventually(async () => expect((await world.execution(org, id)).execution['status']).toBe(status));
  const step = async (key: string, outcome = 'succeeded', more: object = {}): Promise<void> => {
    const job = await runner.next();
    expect(job.nodeKey).toBe(key);
    await runner.complete(job, outcome, more);
  };

  it('tries a step again, keeps what came of each attempt, and goes on with what the last one gave', async () => {
    const id = await run(
      `  a: { kind: shell, run: x, retry: ${RETRY}, artifacts: [{ name: dist, path: dist }, { name: unit, path: unit.xml, report: junit }] }
  b: { kind: shell, run: x, needs: [a], env: { V: "\${{ nodes.a.outputs.v }}" } }\n`,
    );
    const first = await runner.next();
    await runner.log(first, 0, ['one']);
    await runner.upload(first, 'dist', 'old');
    await runner.upload(first, 'unit', JUNIT);
    expect(await evidenceOf(id)).toMatchObject([{ kind: 'test_report', status: 'failed' }]);
    await runner.complete(first, 'failed', { outputs: { v: 'old' }, message: 'exit 1' });
    expect(await evidenceOf(id)).toEqual([]);
    const second = await runner.next();
    expect([second.nodeKey, second.jobId === first.jobId]).toEqual(['a', false]);
    await runner.log(second, 0, ['two', 'three']);
    // The artifact of the attempt that failed is not taken for one of this attempt.
    await runner.complete(second, 'succeeded', { outputs: { v: 'mid' } });
    const third = await runner.next();
    await runner.upload(third, 'dist', 'new');
    await runner.upload(third, 'unit', JUNIT.replace('<failure/>', ''));
    await runner.complete(third, 'succeeded', { outputs: { v: 'new' } });
    const after = await runner.next();
    expect(after).toMatchObject({ nodeKey: 'b', spec: { env: { V: 'new' } } });
    await runner.complete(after);
    await ended(id, 'succeeded');
    const { nodes } = await world.execution(org, id);
    expect(nodes[0]).toMatchObject({
      ...{ status: 'succeeded', attempt: 3, maxAttempts: 3, message: null, outputs: { v: 'new' }, logLines: 3 },
      attempts: [
        { attempt: 1, outcome: 'failed', message: 'exit 1', exitCode: 1 },
        { attempt: 2, outcome: 'failed', message: expect.stringContaining('dist') as string },
      ],
    });
    expect(await evidenceOf(id)).toMatchObject([{ kind: 'test_report', status: 'passed' }]);
    // Nothing names the first content any more.
    const due = await world.service.db.query('SELECT 1 FROM pipelines.blob WHERE due_at IS NOT NULL');
    expect(due).toHaveLength(2);
    // The runner of an attempt that is over has nothing to say any more.
    expect(await runner.log(first, 1, ['late'])).toMatchObject({ status: 409 });
  });

  it('ends with a warning after a failure that is allowed, and fails after the last attempt of one that is not', async () => {
    const warned = await run(
      '  a: { kind: shell, run: x, continueOnError: true }\n  b: { kind: shell, run: x, needs: [a] }\n',
    );
    await step('a', 'failed');
    await step('b');
    await ended(warned, 'warning');
    expect((await world.execution(org, warned)).execution['reason']).toBe('a failed, and may.');
    const failed = await run(`  a: { kind: shell, run: x, retry: { times: 1, delay: 0s } }\n`);
    await step('a', 'failed');
    await step('a', 'timed_out');
    await ended(failed, 'timed_out');
  });

  it('runs what its condition lets run, and goes on after what it does not', async () => {
    const id = await run(
      `  a: { kind: shell, run: x }
  b: { kind: shell, run: x, needs: [a], if: nodes.a.outputs.v == 'no' }
  c: { kind: shell, run: x, needs: [b], if: branch == 'main' && nodes.b.status == 'skipped' }
  g: { kind: gate, needs: [c], if: nodes.a.outputs.v == 'no', condition: 'false' }
  d: { kind: shell, run: x, needs: [g], if: nodes.a.outputs.missing == '' }\n`,
    );
    await step('a', 'succeeded', { outputs: { v: 'yes' } });
    await step('c');
    await ended(id, 'failed');
    expect(await world.statuses(org, id)).toEqual({
      a: 'succeeded',
      b: 'skipped',
      c: 'succeeded',
      g: 'skipped',
      d: 'failed',
    });
    const { nodes } = await world.execution(org, id);
    expect(nodes[4]).toMatchObject({ message: expect.stringContaining('cannot be judged') as string });
  });

  it('does what is for failures after one, and what is always done in the end', async () => {
    const id = await run(
      `  a: { kind: shell, run: x }
  b: { kind: shell, run: x, needs: [a] }
onFailure:
  f: { kind: shell, run: x }
finally:
  z: { kind: shell, run: x }\n`,
    );
    await step('a', 'failed');
    await step('f');
    await step('z');
    await ended(id, 'failed');
    expect(await world.statuses(org, id)).toEqual({ a: 'failed', b: 'skipped', f: 'succeeded', z: 'succeeded' });
  });

  it('cleans up after a cancel, and not when asked twice', async () => {
    const source = '  a: { kind: shell, run: x }\nfinally:\n  z: { kind: shell, run: x }\n';
    const once = await run(source);
    const job = await runner.next();
    await ask(once, 'cancel');
    await runner.complete(job, 'cancelled');
    await step('z');
    await ended(once, 'cancelled');
    const twice = await run(source);
    const other = await runner.next();
    await ask(twice, 'cancel');
    expect((await ask(twice, 'cancel')).status).toBe(202);
    await runner.complete(other, 'cancelled');
    await ended(twice, 'cancelled');
    expect(await world.statuses(org, twice)).toEqual({ a: 'cancelled', z: 'cancelled' });
  });

  it('waits for a time, which is a row and no clock of a process', async () => {
    const id = await run('  w: { kind: wait, for: 3650d }\n  a: { kind: shell, run: x, needs: [w] }\n');
    const { nodes, execution } = await world.execution(org, id);
    expect(execution['status']).toBe('waiting');
    const dueAt = Date.parse(String(nodes[0]?.['dueAt']));
    expect(Math.round((dueAt - Date.parse(String(execution['createdAt']))) / 86_400_000)).toBe(3_650);
    await world.service.db.query(
      `UPDATE pipelines.node_deadline SET due_at = clock_timestamp() WHERE execution_id = $1`,
      [id],
    );
    await step('a');
    await ended(id, 'succeeded');
  });

  describe('of a pipeline that asks for inputs', () => {
    const source = `name: asks
inputs:
  version: { type: string, description: What to build }
  count: { type: number, default: 3 }
  dryRun: { type: boolean, default: true }
nodes:
  a: { kind: shell, run: x, env: { V: "\${{ inputs.version }} \${{ inputs.count }}" } }
  b: { kind: shell, run: x, needs: [a], if: '!inputs.dryRun' }
`;
    let pipelineId: string;
    const start = (inputs: unknown): ReturnType<World['as']> =>
      world.as(org, 'post', `/pipelines/${pipelineId}/executions`, { body: { inputs } });

    it('is blocked where nobody could give one that is needed', async () => {
      const { execution, problems } = await world.execution(org, await world.run(org, repository, source));
      const reason = expect.stringContaining('version needs a value') as string;
      expect(execution).toMatchObject({ status: 'blocked', reason });
      expect(problems).toHaveLength(1);
      pipelineId = String(execution['pipelineId']);
    });

    it('says what it asks for, and refuses anything else', async () => {
      const versions = await world.as(org, 'get', `/pipelines/${pipelineId}/versions?limit=1`);
      expect(versions.body.items[0].inputs).toEqual([
        { name: 'version', type: 'string', description: 'What to build', default: null, options: [] },
        { name: 'count', type: 'number', description: null, default: 3, options: [] },
        { name: 'dryRun', type: 'boolean', description: null, default: true, options: [] },
      ]);
      for (const [inputs, pointer] of [
        [{}, '/inputs/version'],
        [{ version: '2', count: 'many' }, '/inputs/count'],
        [{ version: '2', other: 1 }, '/inputs/other'],
        [{ version: '2', dryRun: { a: 1 } }, '/inputs/dryRun'],
      ] as const) {
        const refused = await start(inputs);
        expect([refused.status, refused.body.errors]).toEqual([400, [expect.objectContaining({ pointer })]]);
      }
      expect((await start([])).status).toBe(400);
    });

    it('uses what was given, and the same again in a run that repeats it', async () => {
      const started = await start({ version: '2', dryRun: false });
      const job = await runner.next();
      expect(job).toMatchObject({ executionId: started.body.id, spec: { env: { V: '2 3' } } });
      await runner.complete(job);
      await step('b');
      const again = await ask(String(started.body.id), 'replay');
      const other = await runner.next();
      expect(other.spec['env']).toEqual({ V: '2 3' });
      await runner.complete(other);
      await step('b');
      const inputs = { version: '2', count: 3, dryRun: false };
      expect(await world.execution(org, String(again.body.id))).toMatchObject({ inputs });
    });
  });

  it('begins nothing while it is paused, and goes on where it was', async () => {
    const id = await run(
      '  a: { kind: shell, run: x }\n  b: { kind: shell, run: x, needs: [a] }\n  g: { kind: gate, needs: [a], condition: "true" }\n',
    );
    expect(await ask(id, 'pause')).toMatchObject({ status: 409, body: { code: 'not_running' } });
    const job = await runner.next();
    expect(await ask(id, 'resume')).toMatchObject({ status: 409, body: { code: 'not_paused' } });
    expect((await ask(id, 'pause')).body).toMatchObject({ status: 'paused' });
    expect((await ask(id, 'pause')).status).toBe(202);
    await runner.complete(job);
    expect(await world.statuses(org, id)).toEqual({ a: 'succeeded', b: 'pending', g: 'pending' });
    expect(await runner.acquire(0)).toBeUndefined();
    expect((await ask(id, 'resume')).body).toMatchObject({ status: 'running' });
    await step('b');
    await ended(id, 'succeeded');
    expect(await ask(id, 'resume')).toMatchObject({ status: 409 });
  });

  it('takes back what no runner has taken, and gives it out once more after', async () => {
    const id = await run('  a: { kind: shell, run: x }\n  b: { kind: shell, run: x }\n');
    const first = await runner.next();
    await ask(id, 'pause');
    expect(await runner.acquire(0)).toBeUndefined();
    await ask(id, 'resume');
    const second = await runner.next();
    expect([first.nodeKey, second.nodeKey].toSorted()).toEqual(['a', 'b']);
    await runner.complete(first);
    await runner.complete(second);
    await ended(id, 'succeeded');
  });
});
