import { eventually } from '@throughline/testing';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startTestRunner, type TestRunner, textOf } from './test-runner.js';
import type { FakeJob } from './fake-server.js';

jest.setTimeout(40_000);

const LIMIT = 1024 * 1024;

describe('the files that a step leaves, and those that it finds', () => {
  let runner: TestRunner;
  beforeAll(async () => {
    runner = await startTestRunner();
  });
  afterAll(() => runner.close());

  const keeping = { keepFilesBytes: LIMIT };
  /** As the server names to a job what another one left. */
  const restorable = (job: FakeJob, nodeKey: string): Record<string, unknown> => {
    const kept = job.kept.at(-1);
    if (!kept) throw new Error('nothing was kept');
    const id = `files${runner.server.files.size}`;
    runner.server.files.set(id, kept.content);
    return { id, nodeKey, executionNumber: 7, digest: kept.digest };
  };
  const fileIn = (key: string, name: string): string => join(runner.workDir, 'workspaces', key, name);

  it('are kept when they were asked for, and are there for a step in another workspace', async () => {
    const run = 'mkdir dist; echo built > dist/app; echo ran > "$HOME/elsewhere"';
    const { job } = await runner.run('shell', { run, ...keeping });
    expect(job.kept).toMatchObject([{ leftOut: 0 }]);
    expect(textOf(job, 'system')).toEqual([
      expect.stringMatching(/^Kept for a replay: 2 files that changed, \d+ bytes\.$/),
    ]);
    const restore = [restorable(job, 'build')];
    const again = await runner.run('shell', { run: 'cat dist/app', workspaceKey: 'ws-2' }, { restore });
    expect(again).toMatchObject({ outcome: 'succeeded' });
    expect(textOf(again.job)).toEqual(['What build of #7 left in the workspace is here.', 'built']);
  });

  it('are not kept where nobody asks for them, and not sent where nothing has changed', async () => {
    const silent = await runner.run('shell', { run: 'echo x > silent', workspaceKey: 'ws-3' });
    expect([silent.job.kept, silent.files]).toEqual([[], undefined]);
    const idle = await runner.run('shell', { run: 'cat silent', workspaceKey: 'ws-3', ...keeping });
    expect([idle.job.kept, idle.files]).toEqual([[], 'unchanged']);
  });

  it('are kept of a step that failed as well, and never fail one: what is too large is said', async () => {
    const failed = await runner.run('shell', { run: 'echo x > half; exit 3', workspaceKey: 'ws-4', ...keeping });
    expect([failed.outcome, failed.job.kept.length]).toEqual(['failed', 1]);
    const run = 'head -c 3000000 /dev/urandom > noise';
    const large = await runner.run('shell', { run, workspaceKey: 'ws-4', ...keeping });
    expect([large.outcome, large.job.kept, large.files]).toEqual(['succeeded', [], undefined]);
    expect(textOf(large.job, 'system')).toEqual([expect.stringContaining('not kept for a replay: it is too large')]);
  });

  it('hold no secret of the step', async () => {
    const secrets = { TOKEN: 'a-secret-of-some-length' };
    const run = 'echo "auth=$TOKEN" > .npmrc; echo x > dist';
    const { job } = await runner.run('shell', { run, secrets, workspaceKey: 'ws-5', ...keeping });
    expect(job.kept).toMatchObject([{ leftOut: 1 }]);
    expect(textOf(job, 'system')[0]).toContain('no file of the workspace: .npmrc.');
    const restore = [restorable(job, 'login')];
    const again = await runner.run('shell', { run: 'ls -A', workspaceKey: 'ws-6' }, { restore });
    expect(textOf(again.job, 'stdout')).toEqual(['dist']);
  });

  it('are restored once, and never over what steps of the execution have made since', async () => {
    const left = await runner.run('shell', { run: 'echo then > a; echo then > b', workspaceKey: 'ws-7', ...keeping });
    const restore = [restorable(left.job, 'build')];
    await runner.run('shell', { run: 'echo now > a', workspaceKey: 'ws-8', ...keeping });
    const read = { run: 'cat a b; echo later > b', workspaceKey: 'ws-8', ...keeping };
    expect(textOf((await runner.run('shell', read, { restore })).job, 'stdout')).toEqual(['now', 'then']);
    expect(textOf((await runner.run('shell', read, { restore })).job, 'stdout')).toEqual(['now', 'later']);
  });

  it('cannot be had any more or are others: the step is not run', async () => {
    const missing = { id: 'gone', nodeKey: 'build', executionNumber: 7, digest: `sha256:${'0'.repeat(64)}` };
    const spec = { run: 'touch ran', workspaceKey: 'ws-9' };
    const refused = await runner.run('shell', spec, { restore: [missing] });
    expect(refused).toMatchObject({ outcome: 'failed', message: expect.stringContaining('that build left') as string });
    runner.server.files.set('other', Buffer.from('x'));
    const other = await runner.run('shell', spec, { restore: [{ ...missing, id: 'other' }] });
    expect(other.message).toContain('they are not what was kept');
    expect(existsSync(fileIn('ws-9', 'ran'))).toBe(false);
  });

  it('are kept by the next start of a runner that was stopped in the midst of the step', async () => {
    const left = await runner.run('shell', { run: 'echo x > before', workspaceKey: 'ws-10', ...keeping });
    const restore = [restorable(left.job, 'build')];
    const go = join(runner.workDir, 'go');
    const run = `cat before; echo mine > before; while [ ! -e "${go}" ]; do sleep 0.05; done; echo y > after; cat before`;
    const job = runner.server.offer('shell', { run, workspaceKey: 'ws-11', ...keeping }, { restore });
    await eventually(() => expect(textOf(job)).toContain('x'));
    await runner.restart();
    writeFileSync(go, '');
    await eventually(() => expect(job.completion).toMatchObject({ outcome: 'succeeded' }));
    expect(textOf(job).slice(0, 3)).toEqual(['What build of #7 left in the workspace is here.', 'x', 'mine']);
    expect(textOf(job)[3]).toContain('2 files that changed');
    expect(readFileSync(fileIn('ws-11', 'after'), 'utf8')).toBe('y\n');
    // It forgets when it has heard that the server has the result.
    await eventually(() => expect(readdirSync(join(runner.workDir, 'notes', 'ws-11'))).toEqual(['journal']));
  });
});
