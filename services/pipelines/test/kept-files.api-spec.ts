import { newId } from '@throughline/kernel';
import { BlobSweeper } from '../src/artifacts/blob-sweeper.js';
import { KeptFilesSweeper } from '../src/kept-files/kept-files-sweeper.js';
import { TestFiles } from './test-files.js';
import type { Job, TestRunner } from './test-runner.js';
import { type ConnectedRepository, type Organization, World } from './world.js';

const PIPELINE = `name: files
nodes:
  co: { kind: checkout }
  build: { kind: shell, needs: [co], run: make, retry: { times: 1, delay: 0s } }
  lint: { kind: shell, needs: [co], run: lint, keepFiles: false }
  end: { kind: shell, needs: [build, lint], run: end }
`;

describe('what steps leave in their workspaces', () => {
  let world: World;
  let org: Organization;
  let repository: ConnectedRepository;
  let runner: TestRunner;
  let files: TestFiles;
  beforeAll(async () => {
    world = await World.start();
    org = await world.organization();
    repository = await world.connect(org);
    runner = await world.runner();
    await runner.announce(['linux'], ['files']);
    files = new TestFiles(world.service.url, runner);
  });
  afterAll(() => world.stop());

  const replay = async (id: string, from: string): Promise<string> =>
    ((await world.as(org, 'post', `/executions/${id}/replay`, { body: { from: [from] } })).body as { id: string }).id;
  const warnedOf = async (id: string, from: string): Promise<Record<string, unknown>[]> =>
    (await world.as(org, 'get', `/executions/${id}/replay-plan?from=${from}`)).body.warnings as never;
  /** The jobs that are ready, by their nodes. */
  const jobs = async (count: number): Promise<Record<string, Job>> => {
    const all = [];
    for (let at = 0; at < count; at++) all.push(await runner.next());
    return Object.fromEntries(all.map((job) => [job.nodeKey, job]));
  };
  const taken = (all: Record<string, Job>, key: string): Job => {
    const job = all[key];
    if (!job) throw new Error(`no job of ${key}`);
    return job;
  };
  /** One of `PIPELINE` that is over: `build` leaves files in each of its two attempts, `lint` none. */
  const run = async (left: { first: string; second: string; leftOut?: number }): Promise<string> => {
    const id = await world.run(org, repository, PIPELINE);
    await runner.complete(await runner.next());
    const both = await jobs(2);
    const build = taken(both, 'build');
    await files.keep(build, left.first);
    await runner.complete(build, 'failed');
    await runner.complete(taken(both, 'lint'));
    const again = await runner.next();
    await files.keep(again, left.second, left.leftOut);
    await runner.complete(again);
    await runner.complete(await runner.next(), 'failed');
    return id;
  };

  it('are asked for where a step comes after them and the file does not say no', async () => {
    const id = await world.run(org, repository, PIPELINE);
    const checkout = await runner.next();
    await runner.complete(checkout);
    const both = await jobs(2);
    const asked = [checkout, taken(both, 'build'), taken(both, 'lint')].map(({ spec }) => spec['keepFilesBytes']);
    expect(asked).toEqual([0, 256 * 1024 * 1024, 0]);
    expect(await files.keep(taken(both, 'lint'), 'x')).toMatchObject({
      status: 422,
      body: { code: 'files_not_wanted' },
    });
    expect(taken(both, 'build')).not.toHaveProperty('restore');
    await world.as(org, 'post', `/executions/${id}/cancel`);
    for (const job of Object.values(both)) await runner.complete(job, 'cancelled');
  });

  it('are given to what is done again after them, each attempt in its turn, and to nobody else', async () => {
    const first = await run({ first: 'one', second: 'two' });
    const { execution } = await world.execution(org, first);
    expect(await warnedOf(first, 'end')).toMatchObject([{ code: 'files_not_kept', nodes: ['lint'] }]);
    await replay(first, 'end');
    const checkout = await runner.next();
    expect(checkout).not.toHaveProperty('restore');
    await runner.complete(checkout);
    const end = await runner.next();
    expect(end).toMatchObject({
      nodeKey: 'end',
      restore: [1, 2].map(() => ({ nodeKey: 'build', executionNumber: execution['number'] })),
    });
    const ids = (end.restore ?? []).map(({ id }) => id);
    expect(await Promise.all(ids.map((id) => files.read(end, id)))).toEqual(['one', 'two']);
    expect(await files.read(end, newId())).toBe('files_missing');
    expect(await files.read({ ...end, fence: 7 }, ids[0] ?? '')).toBe('fence_stale');
    const stranger = new TestFiles(world.service.url, await world.runner());
    expect(await stranger.read(end, ids[0] ?? '')).toBe('job_missing');
    await runner.complete(end);
    const other = await run({ first: 'three', second: 'three' });
    await replay(other, 'end');
    await runner.complete(await runner.next());
    const another = await runner.next();
    expect(await files.read(another, ids[0] ?? '')).toBe('files_missing');
    await runner.complete(another);
  });

  it('are nothing for a runner that cannot restore them: the step is not run', async () => {
    const first = await run({ first: 'a', second: 'b' });
    await runner.announce(['linux'], []);
    const id = await replay(first, 'end');
    await runner.complete(await runner.next());
    expect(await runner.acquire(0)).toBeUndefined();
    const { nodes } = await world.execution(org, id);
    expect(nodes.at(-1)).toMatchObject({
      status: 'errored',
      message: expect.stringContaining('a newer one') as string,
    });
    await runner.announce(['linux'], ['files']);
  });

  it('of a copy of a copy are those of the work', async () => {
    const first = await run({ first: 'a', second: 'b' });
    const second = await replay(first, 'end');
    await runner.complete(await runner.next());
    await runner.complete(await runner.next());
    expect(await warnedOf(second, 'end')).toMatchObject([{ nodes: ['lint'] }]);
    await replay(second, 'end');
    await runner.complete(await runner.next());
    const end = await runner.next();
    expect(await Promise.all((end.restore ?? []).map(({ id }) => files.read(end, id)))).toEqual(['a', 'b']);
    await runner.complete(end);
  });

  it('of which some is missing are announced, and a step that changed nothing is not', async () => {
    const some = await run({ first: 'a', second: 'b', leftOut: 3 });
    expect(await warnedOf(some, 'end')).toMatchObject([{ nodes: ['build', 'lint'] }]);
    const none = await world.run(org, repository, PIPELINE.replace(', keepFiles: false', ''));
    await runner.complete(await runner.next());
    for (const job of Object.values(await jobs(2))) await runner.complete(job, 'succeeded', { files: 'unchanged' });
    await runner.complete(await runner.next());
    expect(await warnedOf(none, 'end')).toEqual([]);
    await replay(none, 'end');
    await runner.complete(await runner.next());
    const end = await runner.next();
    expect(end).not.toHaveProperty('restore');
    expect((await runner.complete(end, 'succeeded', { files: 'all' })).status).toBe(400);
    await runner.complete(end);
  });

  it('stay as long as they are kept, with or without an artifact of the same content, and go when they are old', async () => {
    const first = await run({ first: 'only here', second: 'only here' });
    const sweep = (): Promise<void> => world.service.app.get(BlobSweeper).drain();
    const stored = (): Promise<unknown[]> =>
      world.service.db.query(
        `SELECT b.digest FROM pipelines.blob b JOIN pipelines.kept_files k USING (org_id, digest)
          JOIN pipelines.node n ON n.id = k.node_id WHERE n.execution_id = $1`,
        [first],
      );
    await world.service.db.query(`UPDATE pipelines.blob SET due_at = clock_timestamp(), claimed_until = '-infinity'`);
    await sweep();
    expect(await stored()).toHaveLength(2);
    const age = `UPDATE pipelines.kept_files SET created_at = clock_timestamp() - $1 * interval '1 day'`;
    await world.service.db.query(age, [29]);
    await world.service.app.get(KeptFilesSweeper).drain();
    expect(await stored()).toHaveLength(2);
    await world.service.db.query(age, [31]);
    await Promise.all([
      world.service.app.get(KeptFilesSweeper).drain(),
      world.service.app.get(KeptFilesSweeper).drain(),
    ]);
    await sweep();
    expect(await stored()).toEqual([]);
    expect(await world.service.db.query('SELECT digest FROM pipelines.blob')).toEqual([]);
    expect(await warnedOf(first, 'end')).toMatchObject([{ nodes: ['build', 'lint'] }]);
  });
});
