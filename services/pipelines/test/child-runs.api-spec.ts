import { eventually } from '@throughline/testing';
import { OrgTx, SystemTx } from '@throughline/platform';
import { newId } from '@throughline/kernel';
import { ChildRunsRepository } from '../src/child-runs/child-runs.repository.js';
import { ChildStarter } from '../src/child-runs/child-starter.js';
import { LeaseSweeper } from '../src/runners/lease-sweeper.js';
import type { TestRunner } from './test-runner.js';
import { type ConnectedRepository, type Organization, World } from './world.js';

const CHILD = `name: child
inputs: { version: { type: string }, count: { type: number, default: 1 } }
nodes:
  make: { kind: shell, run: x, env: { V: "\${{ inputs.version }}-\${{ inputs.count }}" } }
  last: { kind: shell, run: x, needs: [make] }
`;
const WAITING = 'name: waiting\nnodes:\n  w: { kind: wait, for: 30d }\n';
const parent = (node: string, more = ''): string => `name: parent\n${more}nodes:\n  c: { kind: pipeline, ${node} }\n`;

interface Node {
  status: string;
  message: string | null;
  outputs: Record<string, string>;
  child: { id: string; number: number } | null;
}

describe('a node that is a pipeline', () => {
  let world: World;
  let org: Organization;
  let repository: ConnectedRepository;
  let runner: TestRunner;
  beforeAll(async () => {
    world = await World.start();
    org = await world.organization();
    repository = await world.connect(org);
    runner = await world.runner();
    const files = {
      'child.yml': CHILD,
      'waiting.yml': WAITING,
      'again.yml': 'name: again\nnodes:\n  p: { kind: pipeline, file: .throughline/pipeline.yml }\n',
      'turn.yml': `${WAITING}concurrency: { group: 'g-\${{ branch }}' }\n`,
      'in-a.yml': `${WAITING}concurrency: circle-a\n`,
      'in-b.yml': `${WAITING}concurrency: circle-b\n`,
      'deep.yml': 'name: deep\nnodes:\n  p: { kind: pipeline, file: deep-1.yml }\n',
      ...Object.fromEntries(
        [1, 2, 3, 4, 5].map((at) => [
          `deep-${at}.yml`,
          `name: deep\nnodes:\n  p: { kind: pipeline, file: deep-${at + 1}.yml }\n`,
        ]),
      ),
    };
    world.repository.push('main', files);
  });
  afterAll(() => world.stop());

  const run = (node: string, more?: string): Promise<string> => world.run(org, repository, parent(node, more));
  const nodeOf = async (id: string): Promise<Node> => (await world.execution(org, id)).nodes[0] as unknown as Node;
  const ended = (id: string, status: string): Promise<void> =>
    eventually(async () => expect((await world.execution(org, id)).execution['status']).toBe(status));
  const childOf = (id: string): Promise<{ id: string; number: number }> =>
    eventually(async () => {
      const { child } = await nodeOf(id);
      if (!child) throw new Error('no child yet');
      return child;
    });

  it('starts it with its inputs at the same commit, waits for its end, and has its outputs', async () => {
    const asked = 'inputs: { v: { type: string, default: a }, n: { type: number, default: 3 } }\n';
    const given = '{ version: "1-${{ inputs.v }}", count: "${{ inputs.n }}" }';
    const id = await run(`file: child.yml, inputs: ${given}`, asked);
    const child = await childOf(id);
    const [own, started] = [await world.execution(org, id), await world.execution(org, child.id)];
    expect(started.execution).toMatchObject({
      ...{ trigger: 'parent', pipelineName: 'child', number: child.number },
      parent: { id, number: own.execution['number'], pipelineName: 'parent' },
      commit: own.execution['commit'],
    });
    expect(own.execution['status']).toBe('running');
    const job = await runner.next();
    expect(job.spec['env']).toEqual({ V: '1-a-3' });
    await runner.complete(job, 'succeeded', { outputs: { digest: 'old', size: '1' } });
    await runner.complete(await runner.next(), 'succeeded', { outputs: { digest: 'new' } });
    await ended(id, 'succeeded');
    expect((await nodeOf(id)).outputs).toEqual({
      ...{ digest: 'new', size: '1', executionId: child.id, number: String(child.number) },
    });
  });

  it('ends as it does', async () => {
    const failed = await run('file: child.yml, inputs: { version: "1" }');
    const { number } = await childOf(failed);
    await runner.complete(await runner.next(), 'failed');
    await ended(failed, 'failed');
    expect((await nodeOf(failed)).message).toBe(`Run #${number}: failed. make failed.`);
    const missing = await run('file: nope.yml, continueOnError: true');
    await ended(missing, 'warning');
    const { message, child } = await nodeOf(missing);
    expect(message).toMatch(/^Run #\d+: blocked\. There is no pipeline file nope\.yml/);
    expect((await world.execution(org, child?.id ?? '')).execution['status']).toBe('blocked');
  });

  it('does not wait where it need not', async () => {
    const id = await run('file: waiting.yml, wait: false');
    await ended(id, 'succeeded');
    const { child, outputs } = await nodeOf(id);
    expect(outputs).toEqual({ executionId: child?.id, number: String(child?.number) });
    expect((await world.execution(org, child?.id ?? '')).execution['status']).toBe('waiting');
  });

  it('takes it along when it is cancelled, and waits for its end', async () => {
    const id = await run('file: child.yml, inputs: { version: "1" }');
    const child = await childOf(id);
    const job = await runner.next();
    await world.as(org, 'post', `/executions/${id}/cancel`);
    await eventually(async () =>
      expect((await world.execution(org, child.id)).execution).toMatchObject({
        ...{ status: 'cancelling', reason: 'The run that started it does not want it any more.' },
      }),
    );
    expect((await world.execution(org, id)).execution['status']).toBe('cancelling');
    await runner.complete(job, 'cancelled');
    await ended(id, 'cancelled');
    await ended(child.id, 'cancelled');
    expect((await nodeOf(id)).status).toBe('cancelled');
  });

  it('cancels it when its own time is over', async () => {
    const id = await run('file: waiting.yml, timeout: 1h');
    const child = await childOf(id);
    await world.service.db.query(
      `UPDATE pipelines.node_deadline SET due_at = clock_timestamp() - interval '1 second' WHERE execution_id = $1`,
      [id],
    );
    await world.service.app.get(LeaseSweeper).sweep();
    await ended(id, 'timed_out');
    await ended(child.id, 'cancelled');
  });

  it.each([
    ['a file that is being run above it', 'file: again.yml', '', /Run #\d+: failed/],
    ['a turn that is held by who waits for it', 'file: turn.yml', 'concurrency: g-main\n', /would wait for ever/],
    [
      'other inputs than it asks for',
      'file: child.yml, inputs: { count: many }',
      '',
      /version needs a value; count must/,
    ],
    ['more than five that start one another', 'file: deep.yml', '', /Run #\d+: failed/],
  ])('refuses %s', async (_what, node, more, message) => {
    const id = await run(node, more);
    await ended(id, 'failed');
    expect((await nodeOf(id)).message).toMatch(message);
  });

  it('ends at least one of two whose children would wait for each other, however they come', async () => {
    // Each has the turn of its group before either has a child: then both children want the other's at once.
    const crossed = (group: string, file: string): string =>
      `name: crossed\nconcurrency: ${group}\nnodes:\n  first: { kind: shell, run: x }\n  c: { kind: pipeline, file: ${file}, needs: [first] }\n`;
    const a = await world.run(org, repository, crossed('circle-a', 'in-b.yml'));
    const b = await world.run(org, repository, crossed('circle-b', 'in-a.yml'));
    const jobs = [await runner.next(), await runner.next()];
    await Promise.all(jobs.map((job) => runner.complete(job)));
    const failed = await eventually(async () => {
      const ends = await Promise.all(
        [a, b].map(async (id) => ({ id, status: (await world.execution(org, id)).execution['status'] })),
      );
      const found = ends.find(({ status }) => status === 'failed');
      if (!found) throw new Error('both wait');
      return found.id;
    });
    const [ended, other] = failed === a ? [a, b] : [b, a];
    const { nodes } = await world.execution(org, ended);
    expect(nodes[1]?.['message']).toMatch(
      /^It would wait for ever: the group circle-[ab], whose turn is that of run #\d+, which waits for run #\d+, which waits for the group circle-[ab], whose turn is that of run #\d+, which waits for this run\.$/,
    );
    // The turn that is given back is that of the other one's child.
    await eventually(async () => {
      const { nodes: own } = await world.execution(org, other);
      const { id } = own[1]?.['child'] as { id: string };
      expect((await world.execution(org, id)).execution['status']).toBe('waiting');
    });
    await world.as(org, 'post', `/executions/${other}/cancel`);
  });

  it('sees the circle in whichever of two workers is second, when both are at it at once', async () => {
    const waiting = (group: string): Promise<string> => world.run(org, repository, `${WAITING}concurrency: ${group}\n`);
    const parents = [await waiting('circle-a'), await waiting('circle-b')];
    const claims = await Promise.all(
      parents.map(async (id, at) => {
        const node = (await world.execution(org, id)).nodes[0] as { id: string };
        const attemptId = newId();
        await world.service.db.query(
          `INSERT INTO pipelines.child_run (attempt_id, org_id, execution_id, node_id, file, inputs, waits, due_at)
           VALUES ($1, $2, $3, $4, $5, '{}', true, now() + interval '1 year')`,
          [attemptId, org.id, id, node.id, at === 0 ? 'in-b.yml' : 'in-a.yml'],
        );
        return { attemptId, orgId: org.id, fence: 0, attempts: 1 };
      }),
    );
    const starter = world.service.app.get(ChildStarter);
    await Promise.all(claims.map((claim) => starter.start(claim)));
    const ends = await Promise.all(parents.map((id) => world.execution(org, id)));
    expect(ends.map(({ execution }) => execution['status']).filter((status) => status === 'failed')).toHaveLength(1);
    const messages = ends.map(({ nodes }) => (nodes[0] as unknown as Node).message).filter(Boolean);
    expect(messages).toEqual([expect.stringMatching(/^It would wait for ever: the group circle-/)]);
    await Promise.all(parents.map((id) => world.as(org, 'post', `/executions/${id}/cancel`)));
  });

  it('is refused in its own file, before anything begins', async () => {
    const id = await run('file: .throughline/pipeline.yml');
    const { execution } = await world.execution(org, id);
    expect(execution).toMatchObject({ status: 'blocked', reason: expect.stringContaining('its own file') as string });
  });

  it('starts one execution, of two workers that believe it is theirs', async () => {
    const id = await run('file: waiting.yml, if: "false"');
    await ended(id, 'succeeded');
    const { id: nodeId } = (await world.execution(org, id)).nodes[0] as { id: string };
    const attemptId = newId();
    // Due in a year, so that the loop leaves it alone.
    await world.service.db.query(
      `INSERT INTO pipelines.child_run (attempt_id, org_id, execution_id, node_id, file, inputs, waits, due_at)
       VALUES ($1, $2, $3, $4, 'waiting.yml', '{}', true, now() + interval '1 year')`,
      [attemptId, org.id, id, nodeId],
    );
    const starter = world.service.app.get(ChildStarter);
    const claim = { attemptId, orgId: org.id, fence: 0, attempts: 1 };
    await Promise.all([starter.start(claim), starter.start(claim)]);
    const children = await world.service.db.query(
      `SELECT e.id FROM pipelines.execution e WHERE e.org_id = $1 AND e.trigger = 'parent' AND e.commit->>'sha' =
         (SELECT commit->>'sha' FROM pipelines.execution WHERE id = $2)`,
      [org.id, id],
    );
    expect(children).toHaveLength(1);
    // Who was overtaken finds nothing that is theirs.
    const runs = world.service.app.get(ChildRunsRepository);
    const stale = world.service.app.get(OrgTx).run(org.id, (tx) => runs.find(tx, { ...claim, fence: -1 }));
    expect(await stale).toBeUndefined();
    expect(await world.service.app.get(SystemTx).run((tx) => runs.claim(tx, 1))).toBeUndefined();
  });
});
