import { auditRecordedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { eventually } from '@throughline/testing';
import { type Organization, World } from './world.js';

const ASKING = `name: asking
inputs:
  version: { type: string }
  count: { type: number, default: 1 }
  stage: { type: string, default: dev, options: [dev, live] }
nodes:
  a: { kind: gate, condition: 'inputs.version != ""' }
`;

describe('what rules give the pipelines that they start', () => {
  let world: World;
  let org: Organization;
  let repository: { id: string; secret: string };
  beforeAll(async () => {
    world = await World.start();
    org = await world.organization();
    repository = await world.connect(org);
    await world.run(org, repository, ASKING);
  });
  afterAll(() => world.stop());

  const rules = (): string => `/repositories/${repository.id}/branch-rules`;
  const rule = (body: object): ReturnType<World['as']> => world.as(org, 'post', rules(), { body });
  /** The run of what a forge says, when it is there. */
  async function runOf(payload: object, event: string): Promise<Record<string, unknown>> {
    const deliveryId = newId();
    expect((await world.hook(repository, payload, { event, deliveryId })).status).toBe(202);
    const executionId = await eventually(async () => {
      const { body } = await world.as(org, 'get', `/repositories/${repository.id}/deliveries?limit=200`);
      const delivery = body.items.find((one: { deliveryId: string }) => one.deliveryId === deliveryId);
      expect(delivery).toMatchObject({ outcome: 'accepted', executionId: expect.any(String) as string });
      return delivery.executionId as string;
    });
    return (await world.as(org, 'get', `/executions/${executionId}`)).body;
  }
  const pushTo = (branch: string, files: Record<string, string> = {}): Promise<Record<string, unknown>> => {
    const all = { '.throughline/pipeline.yml': ASKING, 'unique.txt': newId(), ...files };
    return runOf({ ref: `refs/heads/${branch}`, after: world.repository.push(branch, all) }, 'push');
  };
  let number = 0;
  const pullRequest = (title: unknown): Promise<Record<string, unknown>> => {
    const sha = world.repository.push('topic', { '.throughline/pipeline.yml': ASKING, 'unique.txt': newId() });
    number += 1;
    world.repository.place(`refs/pull/${number}/head`, sha);
    const head = { sha, ref: 'topic', repo: { id: 2 } };
    const request = { title, head, base: { ref: 'main', repo: { id: 1 } } };
    return runOf({ action: 'opened', number, pull_request: request }, 'pull_request');
  };

  it('gives a push what the forge says of it, and what is fixed', async () => {
    const inputs = { version: 'branch + "@" + commit.author', count: '3', stage: '"live"' };
    const made = await rule({ pattern: 'given/*', inputs });
    expect([made.status, made.body]).toMatchObject([201, { inputs, version: 1 }]);
    const { execution, inputs: given } = await pushTo('given/one');
    expect(execution).toMatchObject({ trigger: 'push' });
    expect(given).toEqual({ version: 'given/one@Ada Lovelace', count: 3, stage: 'live' });
  });

  it('gives a tag its name', async () => {
    expect((await rule({ target: 'tag', pattern: 'v*', inputs: { version: 'tag' } })).status).toBe(201);
    const sha = world.repository.push('main', { '.throughline/pipeline.yml': ASKING, 'unique.txt': newId() });
    world.repository.place('refs/tags/v1.4', sha);
    const { inputs } = await runOf({ ref: 'refs/tags/v1.4', after: sha }, 'push');
    expect(inputs).toEqual({ version: 'v1.4', count: 1, stage: 'dev' });
  });

  it('gives a pull request its texts as they are, whoever wrote them', async () => {
    const inputs = {
      version: 'pullRequest.title',
      count: 'pullRequest.number',
      stage: 'pullRequest.fork && pullRequest.source == "topic" && pullRequest.target == "main" ? "dev" : "live"',
    };
    expect((await rule({ target: 'pull_request', pattern: 'main', allowForks: true, inputs })).status).toBe(201);
    const title = '${{ secrets.KEY }} $(id) "; commit.sha';
    expect((await pullRequest(title))['inputs']).toEqual({ version: title, count: number, stage: 'dev' });
    expect((await pullRequest('a\0b'))['inputs']).toMatchObject({ version: 'a\ufffdb' });
    // One without a title leaves the input to its default, and there is none.
    const { execution, problems } = await pullRequest({ no: 'text' });
    expect(execution).toMatchObject({ status: 'blocked' });
    expect(problems).toMatchObject([{ message: 'The pipeline asks for other inputs: version needs a value.' }]);
  });

  it('makes a blocked run that says why where it gives nothing, and none is lost', async () => {
    const { body } = await rule({
      pattern: 'blocked',
      pipelinePath: 'blocked.yml',
      inputs: { version: 'branch', count: 'int(commit.message)' },
    });
    expect(await pushTo('blocked', { 'blocked.yml': ASKING })).toMatchObject({
      execution: { status: 'blocked', trigger: 'push' },
      problems: [{ message: expect.stringMatching(/^The push gives no count: /) as string }],
    });
    const other = ASKING.replace('count: {', 'amount: {');
    expect(await pushTo('blocked', { 'blocked.yml': other })).toMatchObject({
      problems: [{ message: expect.stringMatching(/^The push gives no count: /) as string }],
    });
    const changed = await world.as(org, 'patch', `${rules()}/${body.id}`, {
      body: { basedOn: 1, inputs: { version: 'branch', amount: '2' } },
    });
    expect([changed.status, changed.body.version]).toEqual([200, 2]);
    expect((await pushTo('blocked', { 'blocked.yml': other }))['inputs']).toMatchObject({ amount: 2 });
    // The file asks for something else at this commit.
    expect(await pushTo('blocked', { 'blocked.yml': ASKING })).toMatchObject({
      execution: { status: 'blocked' },
      problems: [{ message: 'The pipeline asks for other inputs: there is no input amount.' }],
    });
    // A file with a mistake says that first.
    expect(await pushTo('blocked', { 'blocked.yml': 'name: [' })).toMatchObject({
      problems: [{ message: expect.not.stringMatching(/input/) as string }],
    });
  });

  it.each([
    [{ inputs: {}, target: 'tag' }, []],
    [{ inputs: { count: '3' } }, ['version']],
    [{ inputs: { version: 'tag' } }, ['version']],
    [{ inputs: { version: 'branch', target: 'ref' } }, ['target']],
    [{ inputs: { version: 'branch', count: 'branch == "x"', other: '1' } }, ['count', 'other']],
    [{ inputs: { version: 7 } }, ['version']],
    [{ inputs: { version: 'branch' }, target: 'pull_request' }, ['version']],
    [{ inputs: { anything: 'live' }, pipelinePath: 'not-there.yml' }, ['anything']],
    [{ inputs: { anything: 'commit.sha' }, pipelinePath: 'not-there.yml' }, []],
  ])('of %j is held against the file, where that is known: %j', async (body, fields) => {
    const { status, body: answer } = await rule({ pattern: `p-${newId()}`, ...body });
    expect(status).toBe(fields.length > 0 ? 422 : 201);
    const pointers = (answer.errors ?? []).map(({ pointer }: { pointer: string }) => pointer);
    expect(pointers).toEqual(fields.map((field) => `/inputs/${field}`));
  });

  it('is changed by whoever has seen what it says, and by one of two at once', async () => {
    const { body: made } = await rule({ pattern: 'changed' });
    const path = `${rules()}/${made.id}`;
    const change = (body: object) => world.as(org, 'patch', path, { body });
    const wishes = [{ deployable: true }, { inputs: { version: 'branch' } }, { deployable: false, inputs: {} }];
    const answers = await Promise.all(wishes.map((wish) => change({ basedOn: 1, ...wish })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.body.code).toBe('branch_rule_changed');
    const { body: shown } = await change({ basedOn: 2, pipelinePath: 'not-there.yml', deployable: true });
    expect(shown).toMatchObject({ id: made.id, pattern: 'changed', version: 3, pipelinePath: 'not-there.yml' });
    const { body: listed } = await world.as(org, 'get', rules());
    expect(listed.items).toContainEqual(shown);
    const facts = (await world.service.events(auditRecordedV1)).filter(({ resourceId }) => resourceId === made.id);
    expect(facts.map(({ action }) => action)).toEqual([
      ...['branch_rule.created', 'branch_rule.updated', 'branch_rule.updated'],
    ]);
    expect(facts[2]).toMatchObject({
      before: { pipelinePath: '.throughline/pipeline.yml' },
      after: { pipelinePath: 'not-there.yml', deployable: true, inputs: shown.inputs },
    });
  });

  it.each([
    [{ basedOn: 2 }, 409, 'branch_rule_changed'],
    [{}, 400, 'validation'],
    [{ basedOn: 1, allowForks: true }, 422, 'forks_of_nothing'],
    [{ basedOn: 1, inputs: { count: '1' } }, 422, 'inputs_invalid'],
    [{ basedOn: 1, inputs: null }, 400, 'validation'],
    [{ basedOn: 1, pipelinePath: '../x' }, 400, 'validation'],
  ])('is not changed by %j', async (body, status, code) => {
    const { body: made } = await rule({ pattern: `p-${newId()}` });
    const answer = await world.as(org, 'patch', `${rules()}/${made.id}`, { body });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    const gone = await world.as(org, 'patch', `${rules()}/${newId()}`, { body: { basedOn: 1 } });
    expect(gone.status).toBe(404);
  });
});
