import { memberClaims } from '@throughline/testing';
import type { Job, TestRunner } from './test-runner.js';
import { type ConnectedRepository, type Organization, World } from './world.js';

const PIPELINE = 'name: l\nnodes:\n  a: { kind: shell, run: x, artifacts: [{ name: out, path: out.tgz }] }\n';

describe('node logs', () => {
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

  async function begin(): Promise<{ job: Job; path: string }> {
    const id = await world.run(org, repository, PIPELINE);
    return { job: await runner.next(), path: `/executions/${id}/nodes/a/log` };
  }

  it('stores each line once, whatever is repeated, and names the offset of a gap', async () => {
    const { job, path } = await begin();
    expect((await runner.log(job, 0, ['one', 'two'])).body).toEqual({ nextOffset: 2 });
    expect((await runner.log(job, 0, ['one', 'two'])).body).toEqual({ nextOffset: 2 });
    expect((await runner.log(job, 1, ['two', 'three'])).body).toEqual({ nextOffset: 3 });
    const gap = await runner.log(job, 5, ['six']);
    expect([gap.status, gap.body]).toEqual([
      409,
      expect.objectContaining({ code: 'log_gap', status: 409, expectedOffset: 3 }),
    ]);
    const both = await Promise.all([runner.log(job, 3, ['four']), runner.log(job, 3, ['four'])]);
    expect(both.map((answer) => answer.body)).toEqual([{ nextOffset: 4 }, { nextOffset: 4 }]);
    const { body } = await world.as(org, 'get', path);
    expect(body.lines.map((line: { line: number; text: string }) => [line.line, line.text])).toEqual([
      [1, 'one'],
      [2, 'two'],
      [3, 'three'],
      [4, 'four'],
    ]);
    expect(body).toMatchObject({ nextLine: 5, complete: false, truncated: false });
    await runner.complete(job, 'failed');
    expect((await world.as(org, 'get', `${path}?fromLine=3&limit=1`)).body).toMatchObject({
      lines: [{ line: 3 }],
      nextLine: 4,
      complete: false,
    });
    expect((await world.as(org, 'get', `${path}?fromLine=4`)).body).toMatchObject({
      lines: [{ line: 4 }],
      nextLine: 5,
      complete: true,
    });
  });

  it('L3: sanitises hostile lines and refuses what is no line', async () => {
    const { job, path } = await begin();
    expect(
      (await runner.log(job, 0, ['nul \0 here', 'half \ud800', '\u001b[31mred', '\u2028\u202e', 'x'.repeat(40_000)]))
        .status,
    ).toBe(200);
    const { body } = await world.as(org, 'get', path);
    const texts = body.lines.map((line: { text: string }) => line.text);
    expect(texts.slice(0, 4)).toEqual(['nul  here', 'half \ufffd', '\u001b[31mred', '\u2028\u202e']);
    expect(texts[4].length).toBeLessThan(16_500);
    const bad = (line: object): ReturnType<TestRunner['call']> =>
      runner.call(`/${job.jobId}/log`, { fence: job.fence, offset: 5, lines: [line] });
    for (const line of [{ at: '2026-02-30T00:00:00Z' }, { at: 'now' }, { stream: 'file' }, { text: 5 }, { extra: 1 }]) {
      const answer = await bad({ at: '2026-11-20T10:00:00Z', stream: 'stdout', text: 'x', ...line });
      expect([line, answer.status]).toEqual([line, 400]);
    }
    await runner.complete(job, 'failed');
  });

  it('cuts a log of more than 20 MiB with a notice; the step goes on', async () => {
    const { job, path } = await begin();
    await world.service.db.query('UPDATE pipelines.node SET log_bytes = $2 WHERE attempt_id = $1', [
      job.jobId,
      20 * 1024 * 1024 - 10,
    ]);
    expect((await runner.log(job, 0, ['fits', 'too long for it', 'more'])).body).toEqual({ nextOffset: 3 });
    expect((await runner.log(job, 3, ['and more'])).body).toEqual({ nextOffset: 4 });
    const { body } = await world.as(org, 'get', path);
    expect(body.lines.map((line: { text: string }) => line.text)).toEqual([
      'fits',
      'The log is longer than 20 MiB; the rest is not kept.',
    ]);
    expect(body.truncated).toBe(true);
    expect((await runner.complete(job, 'failed')).status).toBe(200);
  });

  it.each([
    [
      'the last command’s first error',
      [
        ['system', '$ npm ci'],
        ['stderr', 'error: old'],
        ['system', '$ npm test'],
        ['stdout', 'ok'],
        ['stdout', 'not ok 3 greets'],
        ['stderr', 'error: late'],
      ],
      5,
    ],
    [
      'stderr where nothing looks like an error',
      [
        ['stdout', 'fine'],
        ['stderr', 'hm'],
        ['stderr', 'hm'],
      ],
      2,
    ],
    ['nothing where there is neither', [['stdout', 'terror in paris']], null],
  ] as const)('points at %s', async (_what, lines, expected) => {
    const { job } = await begin();
    for (const [offset, [stream, text]] of lines.entries()) await runner.log(job, offset, [text], stream);
    await runner.complete(job, 'failed');
    const { nodes } = await world.execution(org, job.executionId);
    expect(nodes[0]).toMatchObject({ status: 'failed', exitCode: 1, firstErrorLine: expected, logLines: lines.length });
  });

  it('streams what is there, then what comes, and ends with the node', async () => {
    const { job, path } = await begin();
    await runner.log(job, 0, ['one', 'two']);
    const headers = { authorization: await world.service.bearer(memberClaims(org.id, 'viewer')), 'last-event-id': '1' };
    const response = await fetch(`${world.service.url}/api/v1/orgs/${org.id}${path}/stream`, { headers });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const text = response.text();
    await runner.log(job, 2, ['three']);
    await runner.complete(job, 'failed');
    const events = (await text).split('\n\n').filter((event) => event.startsWith('id:'));
    expect(events.map((event) => event.split('\n')[0])).toEqual(['id: 2', 'id: 3']);
    expect(JSON.parse(events[1]?.split('data: ')[1] ?? '')).toMatchObject({ line: 3, text: 'three', stream: 'stdout' });
  });

  it('a step without the artifact it declares has failed; an undeclared one is refused', async () => {
    const { job } = await begin();
    expect((await runner.upload(job, 'other', 'x')).body['code']).toBe('artifact_undeclared');
    await runner.complete(job);
    const { nodes } = await world.execution(org, job.executionId);
    expect(nodes[0]).toMatchObject({ status: 'failed', message: expect.stringContaining('out (out.tgz)') });
  });

  it('hides logs from other organizations', async () => {
    const { job, path } = await begin();
    const other = await world.organization();
    for (const suffix of ['', '/stream']) expect((await world.as(other, 'get', path + suffix)).status).toBe(404);
    expect((await world.as(org, 'get', '/executions/nonsense/nodes/a/log')).status).toBe(404);
    expect((await world.as(org, 'get', path.replace('/a/', '/zz/'))).status).toBe(404);
    await runner.complete(job, 'failed');
  });
});
