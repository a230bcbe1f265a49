import {
  auditRecordedV1,
  deploymentsConfigChangedV1,
  deploymentsDeploymentFinishedV1,
  pipelinesDeployRequestedV1,
  pipelinesExecutionStartedV1,
  pipelinesNodeFinishedV1,
} from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { eventually } from '@throughline/testing';
import type { Job, TestRunner } from './test-runner.js';
import { type ConnectedRepository, type Organization, World } from './world.js';

const PIPELINE = 'name: again\nnodes:\n  a: { kind: shell, run: x }\n';
const DEPLOYING = `${PIPELINE}  d: { kind: deploy, needs: [a], service: hello-service, environment: staging, artifact: x }\n`;

const ONE_ONLY = 'concurrency: { group: refusing, policy: refuse }\nnodes:';

const PARTS = `name: parts
inputs: { target: { type: string, default: here } }
nodes:
  co: { kind: checkout }
  build:
    { kind: shell, needs: [co], run: x, env: { T: '\${{ inputs.target }}' }, artifacts: [{ name: app, path: app, report: junit }] }
  stage: { kind: deploy, needs: [build], service: hello-service, environment: staging, artifact: app }
  probe: { kind: http, needs: [stage], url: 'http://x/\${{ nodes.build.outputs.v }}/\${{ inputs.target }}' }
  end: { kind: shell, needs: [probe], run: y }
`;
const REPORT = '<testsuites><testsuite tests="1"><testcase name="a"/></testsuite></testsuites>';

describe('running an execution again', () => {
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

  const replay = (id: string, body?: object, key?: string): ReturnType<World['as']> =>
    world.as(org, 'post', `/executions/${id}/replay`, { ...(body && { body }), ...(key !== undefined && { key }) });
  const plan = (id: string, query: string): ReturnType<World['as']> =>
    world.as(org, 'get', `/executions/${id}/replay-plan?${query}`);
  const deployed = async (executionId: string): Promise<void> => {
    const requests = await world.service.events(pipelinesDeployRequestedV1);
    const { requestId } = requests.find((one) => one.executionId === executionId) ?? { requestId: '' };
    await world.service.deliver(deploymentsDeploymentFinishedV1, org.id, {
      ...deploymentsDeploymentFinishedV1.example,
      ...{ requestId, outcome: 'live' },
    });
  };
  /** Does the next job, which has to be of that node. */
  const does = async (nodeKey: string, outcome = 'succeeded', more: object = {}): Promise<Job> => {
    const job = await runner.next();
    expect(job.nodeKey).toBe(nodeKey);
    if (nodeKey === 'build') {
      await runner.log(job, 0, ['built it']);
      await runner.upload(job, 'app', REPORT);
    }
    await runner.complete(job, outcome, more);
    return job;
  };
  /** The jobs with which `PARTS` goes on from its probe: they wait for nothing, and no order is promised. */
  const nextTwo = async (): Promise<Job[]> => {
    const jobs = [await runner.next(), await runner.next()];
    expect(jobs.map(({ nodeKey }) => nodeKey).toSorted()).toEqual(['co', 'probe']);
    return jobs;
  };
  /** One of `PARTS` whose probe has failed. */
  const failedParts = async (): Promise<string> => {
    const id = await world.run(org, repository, PARTS);
    await does('co');
    await does('build', 'succeeded', { outputs: { v: '7' } });
    await deployed(id);
    await does('probe', 'failed');
    await eventually(async () => expect((await world.execution(org, id)).execution['status']).toBe('failed'));
    return id;
  };

  it('makes one of the same commit and version, by whoever asked', async () => {
    const first = await world.run(org, repository, PIPELINE);
    await runner.complete(await runner.next(), 'failed');
    // What the file says by now is not what is run again, and gives the pipeline its name all the same.
    await world.run(org, repository, PIPELINE.replace('again', 'newer'));
    await runner.complete(await runner.next());
    const { status, body } = await replay(first);
    const before = await world.execution(org, first);
    expect(status).toBe(202);
    expect(body).toMatchObject({
      trigger: 'replay',
      status: 'queued',
      replayOf: first,
      replayOfNumber: before.execution['number'],
      commit: before.execution['commit'],
      pipelineName: 'newer',
      requestedById: org.bob,
    });
    const job = await runner.next();
    expect([job.executionId, job.nodeKey]).toEqual([body.id, 'a']);
    await runner.complete(job);
    const again = await world.execution(org, body.id);
    expect(again).toMatchObject({ execution: { status: 'succeeded' }, definitionVersion: 1 });
    expect((await world.execution(org, first)).execution['status']).toBe('failed');
    const started = await world.service.events(pipelinesExecutionStartedV1);
    expect(started.filter(({ executionId }) => executionId === body.id)).toMatchObject([{ trigger: 'replay' }]);
  });

  it('asks the branch’s rule of today whether it may deploy', async () => {
    const source = DEPLOYING.replace('run: x', 'run: x, artifacts: [{ name: x, path: x }]');
    const first = await world.run(org, repository, source);
    const job = await runner.next();
    await runner.upload(job, 'x', 'x');
    await runner.complete(job);
    expect(await world.statuses(org, first)).toMatchObject({ d: 'waiting' });
    const rules = await world.as(org, 'get', `/repositories/${repository.id}/branch-rules`);
    const [rule] = rules.body.items as { id: string }[];
    await world.as(org, 'delete', `/repositories/${repository.id}/branch-rules/${rule?.id ?? ''}`);
    const { body } = await replay(first);
    const second = await runner.next();
    await runner.upload(second, 'x', 'x');
    await runner.complete(second);
    expect(await world.statuses(org, body.id)).toEqual({ a: 'succeeded', d: 'skipped' });
    await world.as(org, 'post', `/repositories/${repository.id}/branch-rules`, {
      body: { pattern: 'main', deployable: true },
    });
  });

  it('refuses one whose file could not be read, and one of a repository that is gone', async () => {
    const blocked = await world.run(org, repository, 'name: [');
    expect(await replay(blocked)).toMatchObject({ status: 409, body: { code: 'nothing_to_replay' } });
    const other = await world.as(org, 'post', '/repositories', {
      body: { projectId: org.projectId, name: 'gone', cloneUrl: world.repository.url },
    });
    const { repository: gone, webhookSecret } = other.body as { repository: { id: string }; webhookSecret: string };
    await world.as(org, 'post', `/repositories/${gone.id}/branch-rules`, {
      body: { pattern: 'main', deployable: false },
    });
    const first = await world.run(org, { id: gone.id, secret: webhookSecret }, PIPELINE);
    await runner.complete(await runner.next());
    await world.as(org, 'delete', `/repositories/${gone.id}`);
    expect(await replay(first)).toMatchObject({ status: 409, body: { code: 'repository_removed' } });
  });

  it('retries what failed, and takes over what ended well as it was', async () => {
    const first = await failedParts();
    const before = await world.execution(org, first);
    const { status, body } = await replay(first, { failedOnly: true });
    expect([status, body.status, body.replayOf]).toEqual([202, 'queued', first]);
    const again = await nextTwo();
    expect(again.find(({ nodeKey }) => nodeKey === 'probe')?.spec['url']).toBe('http://x/7/here');
    for (const job of again) await runner.complete(job);
    await does('end');
    const after = await world.execution(org, body.id);
    expect(after.execution).toMatchObject({ status: 'succeeded', nodesTotal: 5, nodesFinished: 5 });
    expect(after).toMatchObject({ replay: { from: [], failedOnly: true, changedInputs: [] } });
    const [was, now] = [before, after].map(({ nodes }) => new Map(nodes.map((node) => [node['key'], node])));
    const copiedFrom = { executionId: first, number: before.execution['number'] };
    for (const key of ['build', 'stage'])
      expect(now?.get(key)).toEqual({ ...was?.get(key), id: expect.any(String), copiedFrom });
    expect([now?.get('co')?.['copiedFrom'], now?.get('probe')?.['copiedFrom']]).toEqual([null, null]);
    const log = await world.as(org, 'get', `/executions/${body.id}/nodes/build/log`);
    expect(log.body).toMatchObject({ lines: [{ text: 'built it' }], complete: true });
  });

  it('takes artifacts and evidence over with what they are of, and tells nobody of it again', async () => {
    const first = await failedParts();
    const { body } = await replay(first, { from: ['probe'] });
    const listed = async (id: string, what: string): Promise<Record<string, unknown>[]> =>
      (await world.as(org, 'get', `/executions/${id}/${what}`)).body.items as Record<string, unknown>[];
    for (const what of ['artifacts', 'evidence']) {
      const [was, now] = [await listed(first, what), await listed(body.id, what)];
      const own = { id: expect.any(String), executionId: body.id };
      const ids = what === 'evidence' ? { ...own, artifactId: expect.any(String) } : own;
      expect([was.length, now]).toEqual([1, [{ ...was[0], ...ids }]]);
      expect(now[0]?.['id']).not.toBe(was[0]?.['id']);
    }
    // The content stays while a copy names it, though the first one is gone.
    await world.as(org, 'delete', `/artifacts/${String((await listed(first, 'artifacts'))[0]?.['id'])}`);
    const [kept] = await listed(body.id, 'artifacts');
    const content = await world.as(org, 'get', `/artifacts/${String(kept?.['id'])}/content`);
    expect(content.status).toBe(200);
    expect((await plan(first, 'from=stage')).body.warnings).toMatchObject([
      { code: 'files_not_kept', nodes: ['build'] },
      { code: 'artifact_gone', names: ['app'] },
      { code: 'deploys_again', nodes: ['stage'] },
    ]);
    for (const job of await nextTwo()) await runner.complete(job);
    await does('end');
    const told = await world.service.events(pipelinesNodeFinishedV1);
    const keys = told.flatMap((one) => (one.executionId === body.id ? [one.nodeKey] : []));
    expect(keys.toSorted()).toEqual(['co', 'end', 'probe']);
    const asked = await world.service.events(pipelinesDeployRequestedV1);
    expect(asked.filter((one) => one.executionId === body.id)).toEqual([]);
  });

  it('names of a copy of a copy the execution that did the work', async () => {
    const first = await failedParts();
    const second = (await replay(first, { failedOnly: true })).body as { id: string };
    for (const job of await nextTwo()) await runner.complete(job);
    await does('end');
    const third = (await replay(second.id, { from: ['end'] })).body as { id: string };
    await does('co');
    await does('end');
    const { nodes } = await world.execution(org, third.id);
    const from = nodes.map((node) => (node['copiedFrom'] as { executionId: string } | null)?.executionId);
    expect(from).toEqual([undefined, first, first, second.id, undefined]);
    const log = await world.as(org, 'get', `/executions/${third.id}/nodes/build/log`);
    expect(log.body).toMatchObject({ lines: [{ text: 'built it' }] });
    const { body: artifacts } = await world.as(org, 'get', `/executions/${third.id}/artifacts`);
    expect(artifacts.items).toMatchObject([{ name: 'app', nodeKey: 'build' }]);
  });

  it('gives inputs another value, and says what used the one before', async () => {
    const first = await failedParts();
    const preview = await plan(first, 'from=probe&changed=target');
    expect(preview.body).toMatchObject({
      nodes: [
        ...[
          { key: 'co', again: 'workspace', status: 'succeeded' },
          { key: 'build', again: null },
        ],
        ...[
          { key: 'stage', again: null },
          { key: 'probe', again: 'chosen' },
          { key: 'end', again: 'after' },
        ],
      ],
      values: { target: 'here' },
      inputs: [{ name: 'target', default: 'here' }],
    });
    const { body } = await replay(first, { from: ['probe'], inputs: { target: 'there' } });
    const jobs = await nextTwo();
    expect(jobs.find(({ nodeKey }) => nodeKey === 'probe')?.spec['url']).toBe('http://x/7/there');
    for (const job of jobs) await runner.complete(job);
    await does('end');
    const { warnings } = preview.body as { warnings: object[] };
    expect(warnings).toMatchObject([
      ...[{ code: 'input_seen_by_copied', nodes: ['build'], names: ['target'] }, { code: 'files_not_kept' }],
    ]);
    expect(await world.execution(org, body.id)).toMatchObject({
      inputs: { target: 'there' },
      replay: { from: ['probe'], changedInputs: ['target'], warnings },
    });
    const bad = await replay(first, { from: ['probe'], inputs: { target: 3, more: 1 } });
    expect([bad.status, bad.body.errors.map((one: { pointer: string }) => one.pointer).toSorted()]).toEqual([
      ...[400, ['/inputs/more', '/inputs/target']],
    ]);
  });

  it('announces that a secret of what is deployed again was rotated, before and after', async () => {
    const first = await failedParts();
    const [service] = await world.service.db.query<{ id: string }>(
      'SELECT id FROM pipelines.service WHERE org_id = $1',
      [org.id],
    );
    const change = { ...deploymentsConfigChangedV1.example, serviceId: service?.id ?? '' };
    for (const environmentId of Object.values(org.environments))
      await world.service.deliver(deploymentsConfigChangedV1, org.id, { ...change, environmentId });
    const rotated = { code: 'secret_rotated', nodes: ['stage'], names: ['TOKEN'] };
    const { body: preview } = await plan(first, 'from=stage');
    expect(preview.warnings).toMatchObject([rotated, { code: 'config_changed' }, {}, {}]);
    expect((await plan(first, 'from=probe')).body.warnings).not.toContainEqual(expect.objectContaining(rotated));
    const { body } = await replay(first, { from: ['stage'] });
    expect(await world.execution(org, body.id)).toMatchObject({ replay: { warnings: preview.warnings } });
    await world.as(org, 'post', `/executions/${body.id}/cancel`);
  });

  it('waits for its turn in a group, though some of it has ended already', async () => {
    const source =
      PIPELINE.replace('nodes:', 'concurrency: only-one\nnodes:') + '  b: { kind: http, needs: [a], url: http://x }\n';
    const first = await world.run(org, repository, source);
    await does('a');
    await does('b', 'failed');
    const running = await world.run(org, repository, source);
    const { body } = await replay(first, { failedOnly: true });
    expect([body.status, await world.statuses(org, body.id)]).toEqual(['queued', { a: 'succeeded', b: 'pending' }]);
    await does('a');
    await does('b');
    expect((await does('b')).executionId).toBe(body.id);
    expect((await world.execution(org, running)).execution['status']).toBe('succeeded');
  });

  it('refuses what makes no sense, with a problem that says what', async () => {
    const first = await failedParts();
    const one = await world.run(org, repository, PIPELINE);
    expect(await replay(one, { from: ['a'] })).toMatchObject({ status: 409, body: { code: 'not_over' } });
    await does('a');
    expect(await plan(one, 'failedOnly=true')).toMatchObject({ status: 409, body: { code: 'nothing_failed' } });
    expect(await replay(first, { from: ['end'] })).toMatchObject({
      ...{ status: 422, body: { code: 'upstream_not_met', errors: [{ pointer: '/from' }] } },
    });
    expect(await plan(first, 'from=nope')).toMatchObject({ status: 422, body: { code: 'node_missing' } });
    expect((await replay(first, { from: null, failedOnly: null, inputs: null })).status).toBe(202);
    await does('co', 'failed');
    for (const body of [{ from: ['NO'] }, { from: 'a' }, { failedOnly: 'x' }, { inputs: [] }, { more: 1 }])
      expect((await replay(first, body)).status).toBe(400);
  });

  it('makes two of two requests at once, and one of two with the same key', async () => {
    const first = await world.run(org, repository, PIPELINE);
    await does('a', 'failed');
    const [a, b] = await Promise.all([replay(first, { failedOnly: true }), replay(first, { failedOnly: true })]);
    expect([a.status, b.status, a.body.id === b.body.id]).toEqual([202, 202, false]);
    expect(a.body.number).not.toBe(b.body.number);
    const keyed = await Promise.all([1, 2].map(() => replay(first, { from: ['a'] }, 'the-same-key')));
    const again = await replay(first, { from: ['a'] }, 'the-same-key');
    const ids = [...keyed, again].flatMap(({ status, body }) => (status === 202 ? [body.id as string] : []));
    expect([new Set(ids).size, again.status]).toEqual([1, 202]);
    for (let left = 3; left > 0; left -= 1) await does('a');
    expect(await runner.acquire(0)).toBeUndefined();
  });

  it('makes many at once in one transaction, and what one of them is refused for is nothing to the others', async () => {
    const over = await world.run(org, repository, PIPELINE);
    await does('a', 'failed');
    const inGroup = await world.run(org, repository, PIPELINE.replace('nodes:', ONE_ONLY));
    await does('a');
    const known = new Set((await world.service.events(auditRecordedV1)).map(({ resourceId }) => resourceId));
    const asked = [newId(), over, inGroup, over, inGroup, over, over].map((id) => replay(id));
    const [missing, ...made] = await Promise.all(asked);
    expect(missing).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect(made.map(({ status }) => status)).toEqual(made.map(() => 202));
    expect(new Set(made.map(({ body }) => body.number)).size).toBe(made.length);
    const ids: string[] = made.map(({ body }) => body.id);
    const statuses = await Promise.all(ids.map(async (id) => (await world.execution(org, id)).execution['status']));
    expect(statuses.toSorted()).toEqual(['blocked', ...Array.from({ length: 5 }, () => 'queued')]);
    const facts = (await world.service.events(auditRecordedV1)).filter(({ resourceId }) => !known.has(resourceId));
    expect(facts.map(({ action, resourceId }) => `${action} ${resourceId}`).toSorted()).toEqual(
      ids.map((id) => `execution.replayed ${id}`).toSorted(),
    );
    for (let left = 5; left > 0; left -= 1) await does('a');
    const began = (await world.service.events(pipelinesExecutionStartedV1)).map(({ executionId }) => executionId);
    expect(ids.filter((id) => began.includes(id))).toHaveLength(5);
    expect(await runner.acquire(0)).toBeUndefined();
  });

  it('is set side by side with what it repeats', async () => {
    const first = await failedParts();
    const { body } = await replay(first, { from: ['probe'], inputs: { target: 'there' } });
    for (const job of await nextTwo()) await runner.complete(job, 'succeeded', { outputs: { commit: 'x' } });
    await does('end');
    const compare = (id: string, other: string): ReturnType<World['as']> =>
      world.as(org, 'get', `/executions/${id}/comparison?with=${other}`);
    const { status, body: compared } = await compare(first, body.id);
    expect([status, compared.left.id, compared.right.id]).toEqual([200, first, body.id]);
    expect(compared).toMatchObject({
      definition: { left: compared.definition.right, isSame: true, lines: [] },
      inputs: [{ name: 'target', left: 'here', right: 'there', isSame: false }],
      evidence: [{ name: 'test_report', left: 1, right: 1, isSame: true }],
      nodes: [
        { key: 'co', differences: ['outputs'], outputs: [{ name: 'commit', left: null, right: 'x', isSame: false }] },
        {
          key: 'build',
          differences: [],
          artifacts: [{ name: 'app', isSame: true }],
          evidence: [{ left: 1, right: 1 }],
        },
        { key: 'stage', differences: [] },
        {
          key: 'probe',
          differences: ['status', 'outputs'],
          left: { status: 'failed' },
          right: { status: 'succeeded' },
        },
        { key: 'end', differences: ['status'], left: { status: 'skipped', durationMs: null } },
      ],
    });
    const other = await world.run(org, repository, PIPELINE);
    await does('a');
    const { body: apart } = await compare(first, other);
    expect(apart.definition).toMatchObject({ isSame: false, lines: expect.arrayContaining([expect.anything()]) });
    expect(apart.nodes.map((node: { differences: string[] }) => node.differences)).toEqual(Array(6).fill(['presence']));
    expect([(await compare(first, newId())).status, (await compare(newId(), first)).status]).toEqual([404, 404]);
    expect((await compare(first, 'x')).status).toBe(400);
  });

  it('sets the logs of a node side by side, whenever they were said', async () => {
    const logged = async (texts: string[]): Promise<string> => {
      const id = await world.run(org, repository, PIPELINE);
      const job = await runner.next();
      await runner.log(job, 0, texts);
      await runner.complete(job);
      return id;
    };
    const first = await logged(['\u001b[32mat 10:00:01\u001b[0m', 'one', 'same']);
    const second = await logged(['at 11:11:11', 'two', 'same', 'more']);
    const compare = (id: string, key: string, other: string): ReturnType<World['as']> =>
      world.as(org, 'get', `/executions/${id}/nodes/${key}/log-comparison?with=${other}`);
    const { status, body } = await compare(first, 'a', second);
    expect([status, body]).toEqual([
      200,
      {
        nodeKey: 'a',
        left: { executionId: first, lines: 3, compared: 3, isCut: false, isComplete: true },
        right: { executionId: second, lines: 4, compared: 4, isCut: false, isComplete: true },
        rows: [
          { isSame: true, left: 1, leftText: 'at 10:00:01', right: 1, rightText: 'at 11:11:11' },
          { isSame: false, left: 2, leftText: 'one', right: 2, rightText: 'two' },
          { isSame: true, left: 3, leftText: 'same', right: 3, rightText: 'same' },
          { isSame: false, left: null, leftText: null, right: 4, rightText: 'more' },
        ],
      },
    ]);
    const missing = await Promise.all([compare(first, 'b', second), compare(first, 'a', newId())]);
    expect(missing.map((answer) => answer.status)).toEqual([404, 404]);
    expect((await compare(first, 'a', 'x')).status).toBe(400);
  });
});
