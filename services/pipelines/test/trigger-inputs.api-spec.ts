import { newId } from '@throughline/kernel';
import { eventually } from '@throughline/testing';
import request from 'supertest';
import type { TestRunner } from './test-runner.js';
import { type ConnectedRepository, type Organization, sign, World } from './world.js';

const ASKING = `name: asking
inputs:
  version: { type: string }
  count: { type: number, default: 1 }
  stage: { type: string, default: dev, options: [dev, live] }
nodes:
  a: { kind: gate, condition: 'inputs.version != ""' }
`;
const BEFORE = `name: before
inputs: { who: { type: string, default: ada } }
nodes:
  build: { kind: shell, run: x }
`;

interface Firing {
  state: string;
  reason: string | null;
  executionId: string | null;
}

describe('what triggers give the pipelines that they start', () => {
  let world: World;
  let org: Organization;
  let repository: ConnectedRepository;
  let runner: TestRunner;
  const pipelines = { asking: '', before: '' };
  beforeAll(async () => {
    world = await World.start();
    org = await world.organization();
    repository = await world.connect(org);
    runner = await world.runner();
    const body = { pattern: 'before', pipelinePath: 'before.yml' };
    await world.as(org, 'post', `/repositories/${repository.id}/branch-rules`, { body });
    world.repository.push('main', { 'before.yml': BEFORE });
    await world.run(org, repository, ASKING);
    const sha = world.repository.push('before', { 'unique.txt': newId() });
    await world.hook(repository, { ref: 'refs/heads/before', after: sha });
    await runner.complete(await runner.next());
    const { items } = (await world.as(org, 'get', '/pipelines')).body as { items: { id: string; name: string }[] };
    for (const { id, name } of items) pipelines[name as keyof typeof pipelines] = id;
  });
  afterAll(() => world.stop());

  const firings = (column: string, id: string): Promise<Firing[]> =>
    eventually(async () => {
      const rows = await world.service.db.query<Firing>(
        `SELECT state, reason, execution_id AS "executionId" FROM pipelines.firing WHERE ${column} = $1 ORDER BY id DESC`,
        [id],
      );
      if (rows.length === 0 || rows.some(({ state }) => state === 'due')) throw new Error(JSON.stringify(rows));
      return rows;
    });
  const inputsOf = async ({ executionId }: Firing): Promise<unknown> =>
    (await world.as(org, 'get', `/executions/${executionId}`)).body.inputs;
  const problemsOf = (body: { errors?: { pointer: string }[] }): string[] =>
    (body.errors ?? []).map(({ pointer }) => pointer);

  describe('a schedule', () => {
    const schedule = (inputs: unknown, more: object = {}): ReturnType<World['as']> =>
      world.as(org, 'post', '/schedules', {
        body: { pipelineId: pipelines.asking, name: `s-${newId()}`, cron: '0 3 * * *', inputs, ...more },
      });
    const fire = async (id: string): Promise<Firing> => {
      await world.as(org, 'post', `/schedules/${id}/firings`);
      return (await firings('schedule_id', id))[0] as Firing;
    };

    it('gives its values, those of now, and the defaults for the rest', async () => {
      const { body } = await schedule({ version: '1', count: 3 });
      expect(body.inputs).toEqual({ version: '1', count: 3 });
      expect(await inputsOf(await fire(body.id))).toEqual({ version: '1', count: 3, stage: 'dev' });
      const path = `/schedules/${body.id}`;
      const changed = await world.as(org, 'patch', path, { body: { inputs: { version: '2', stage: 'live' } } });
      expect(changed.body.inputs).toEqual({ version: '2', stage: 'live' });
      expect((await world.as(org, 'patch', path, { body: { cron: '* * * * *' } })).body.inputs).toEqual(
        changed.body.inputs,
      );
      expect(await inputsOf(await fire(body.id))).toEqual({ version: '2', count: 1, stage: 'live' });
      await world.service.db.query(
        `UPDATE pipelines.schedule_clock SET next_fire_at = date_trunc('minute', clock_timestamp()) WHERE schedule_id = $1`,
        [body.id],
      );
      const [firing] = await eventually(async () => {
        const all = await firings('schedule_id', body.id);
        expect(all.length).toBeGreaterThanOrEqual(3);
        return all;
      });
      expect(await inputsOf(firing as Firing)).toEqual({ version: '2', count: 1, stage: 'live' });
      await world.as(org, 'delete', path);
    });

    it.each([
      [{}, ['/inputs/version']],
      [{ version: 1, count: 'x', stage: 'test', other: true }, ['other', 'version', 'count', 'stage']],
      [{ version: { nested: true } }, ['/inputs/version']],
      [{ version: 'a\0b' }, ['/inputs/version']],
    ])('is refused with %j, which names the fields', async (inputs, fields) => {
      const { status, body } = await schedule(inputs);
      expect([status, body.code]).toEqual([422, 'inputs_invalid']);
      expect(problemsOf(body)).toEqual(fields.map((field) => `/inputs/${field.replace('/inputs/', '')}`));
    });

    it('says why a firing is refused when the file of now asks for something else, and stays on', async () => {
      const { body } = await schedule({ version: '1' }, { branch: 'other' });
      const other = ASKING.replace('version: {', 'release: {').replaceAll('inputs.version', 'inputs.release');
      world.repository.push('other', { '.throughline/pipeline.yml': other });
      expect(await fire(body.id)).toEqual({
        ...{ state: 'refused', executionId: null },
        reason: 'The pipeline asks for other inputs: there is no input version; release needs a value.',
      });
      const shown = (await world.as(org, 'get', `/schedules/${body.id}`)).body;
      expect(shown).toMatchObject({ enabled: true, lastFiring: { state: 'refused' } });
    });
  });

  describe('a hook', () => {
    const hook = (inputs: unknown): ReturnType<World['as']> =>
      world.as(org, 'post', `/pipelines/${pipelines.asking}/hooks`, { body: { name: 'Registry', inputs } });
    const call = (id: string, secret: string, raw: string): request.Test => {
      const at = Math.floor(Date.now() / 1_000);
      return request(world.service.url)
        .post(`/hooks/pipelines/${id}`)
        .set('content-type', 'application/json')
        .set('x-throughline-timestamp', String(at))
        .set('x-throughline-signature', sign(secret, `${at}.${raw}`))
        .send(raw);
    };

    it('gives what its expressions find in the body of the call', async () => {
      const inputs = { version: 'body.image.tag', count: 'body.run', stage: 'has(body.live) ? "live" : "dev"' };
      const { body } = await hook(inputs);
      const { id } = body.hookTrigger as { id: string };
      expect(body.hookTrigger).toMatchObject({ inputs, lastState: null });
      expect((await call(id, body.secret, '{"image": {"tag": 7.5}, "run": "12", "live": 1}')).status).toBe(202);
      const [firing] = await firings('hook_trigger_id', id);
      expect(await inputsOf(firing as Firing)).toEqual({ version: '7.5', count: 12, stage: 'live' });
    });

    it('answers a body that does not give them with what is missing, and shows it', async () => {
      const { body } = await hook({ version: 'body.image.tag' });
      const { id } = body.hookTrigger as { id: string };
      for (const raw of ['{"image": {}}', '{"image": {"tag": "a\\u0000b"}}', '{"image": {"tag": "\\ud800"}}', '']) {
        const answer = await call(id, body.secret, raw);
        expect([answer.status, answer.body.code]).toEqual([422, 'call_inputs']);
        expect(answer.body.detail).toMatch(/^The body of the call gives no version: /);
      }
      const { items } = (await world.as(org, 'get', `/pipelines/${pipelines.asking}/hooks`)).body;
      expect(items.find((one: { id: string }) => one.id === id)).toMatchObject({
        ...{ lastState: 'refused', lastExecutionId: null, enabled: true },
        lastReason: expect.stringMatching(/^The body of the call gives no version: /) as string,
      });
    });

    it.each([
      [{}, ['version']],
      [{ version: 'body.' }, ['version']],
      [{ version: 'body.a', count: 'body.a == 1', other: '1' }, ['count', 'other']],
      [{ version: 7 }, ['version']],
    ])('is refused with %j', async (inputs, fields) => {
      const { status, body } = await hook(inputs);
      expect([status, body.code]).toEqual([422, 'inputs_invalid']);
      expect(problemsOf(body)).toEqual(fields.map((field) => `/inputs/${field}`));
    });
  });

  describe('a follow-up', () => {
    const follow = (inputs: unknown): ReturnType<World['as']> =>
      world.as(org, 'post', `/pipelines/${pipelines.before}/follow-ups`, {
        body: { pipelineId: pipelines.asking, branch: 'main', inputs },
      });
    const runBefore = async (outputs: object): Promise<void> => {
      const body = { branch: 'before', inputs: { who: 'bob' } };
      await world.as(org, 'post', `/pipelines/${pipelines.before}/executions`, { body });
      await runner.complete(await runner.next(), 'succeeded', { outputs });
    };

    it('gives what the run before has in the place of its references, or says what that lacks', async () => {
      const inputs = { version: '${{ nodes.build.outputs.tag }}-${{ inputs.who }}', count: '4' };
      const made = await follow(inputs);
      expect([made.status, made.body.inputs]).toEqual([201, inputs]);
      await runBefore({ tag: '1.4' });
      const [firing] = await firings('follow_up_id', made.body.id);
      expect(await inputsOf(firing as Firing)).toEqual({ version: '1.4-bob', count: 4, stage: 'dev' });
      await runBefore({});
      const [second] = await eventually(async () => {
        const all = await firings('follow_up_id', made.body.id);
        expect(all).toHaveLength(2);
        return all;
      });
      expect(second).toMatchObject({ state: 'refused', reason: 'version has no value. build gave no output tag.' });
      const { items } = (await world.as(org, 'get', `/pipelines/${pipelines.before}/follow-ups`)).body;
      expect(items[0]).toMatchObject({ enabled: true, lastReason: second?.reason });
    });

    it.each([
      [{}, ['version']],
      [{ version: '${{ nodes.nope.outputs.tag }}' }, ['version']],
      [{ version: '${{ branch }}', count: 'many' }, ['version', 'count']],
    ])('is refused with %j', async (inputs, fields) => {
      const { status, body } = await follow(inputs);
      expect([status, body.code]).toEqual([422, 'inputs_invalid']);
      expect(problemsOf(body)).toEqual(fields.map((field) => `/inputs/${field}`));
    });
  });
});
