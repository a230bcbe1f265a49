import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { startTestRunner, type TestRunner, textOf } from './test-runner.js';

jest.setTimeout(30_000);

describe('checkout and http steps', () => {
  let runner: TestRunner;
  let bare: string;
  let shas: string[];
  beforeAll(async () => {
    runner = await startTestRunner();
    bare = join(runner.workDir, 'a repository.git');
    shas = makeRepository(runner.workDir, bare);
  });
  afterAll(() => runner.close());

  const checkout = (cloneUrl: string, commitSha: string) =>
    runner.run('checkout', { repository: { cloneUrl, commitSha, branch: 'main' }, workspaceKey: 'checkout' });
  const shell = (run: string) => runner.run('shell', { run, workspaceKey: 'checkout' });

  it('brings the workspace to the commit, whatever was there before', async () => {
    const [first = '', second = ''] = shas;
    expect(await checkout(bare, second)).toMatchObject({ outcome: 'succeeded', outputs: { commit: second } });
    await shell('echo dirt > file.txt; echo more > left-over');
    expect(await checkout(bare, first)).toMatchObject({ outcome: 'succeeded', outputs: { commit: first } });
    const { job } = await shell('cat file.txt; ls; git log -1 --format=%H');
    expect(textOf(job, 'stdout')).toEqual(['first', 'file.txt', first]);
  });

  it('finds a commit that no branch holds any more', async () => {
    const [, , orphan = ''] = shas;
    expect(await checkout(bare, orphan)).toMatchObject({ outcome: 'succeeded' });
    expect(textOf((await shell('cat file.txt')).job, 'stdout')).toEqual(['orphan']);
  });

  it('runs no hook of the repository', async () => {
    mkdirSync(join(bare, 'hooks'), { recursive: true });
    const hook = join(bare, 'hooks/post-checkout');
    writeFileSync(hook, '#!/bin/sh\necho hooked >&2\n', { mode: 0o755 });
    const { job } = await checkout(bare, shas[0] ?? '');
    expect(textOf(job)).not.toContain('hooked');
  });

  it.each([
    ['a commit that is not there', () => ({ url: bare, sha: '0'.repeat(40) })],
    ['a repository that is not there', () => ({ url: join(bare, 'none'), sha: '0'.repeat(40) })],
    ['an option for a URL', () => ({ url: '--upload-pack=touch pwned', sha: '0'.repeat(40) })],
    ['a command for a URL', () => ({ url: 'ext::sh -c touch% pwned', sha: '0'.repeat(40) })],
  ])('fails for %s, and says why', async (_what, given) => {
    const { url, sha } = given();
    const result = await checkout(url, sha);
    expect(result).toMatchObject({ outcome: 'failed', message: expect.any(String) });
    expect(textOf((await shell('ls')).job)).not.toContain('pwned');
  });

  describe('http', () => {
    let server: Server;
    let hits = 0;
    let url = '';
    beforeAll(async () => {
      server = createServer((_request, response) => {
        hits += 1;
        response.writeHead(hits < 3 ? 503 : 204).end();
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/healthz`;
    });
    afterAll(() => void server.close());

    it('waits until the wanted status is there', async () => {
      const result = await runner.run('http', { url, status: 204 });
      expect(result).toMatchObject({ outcome: 'succeeded', outputs: { status: '204' } });
      expect(textOf(result.job)).toEqual([`${url}: 503; waiting for 204.`]);
    });

    it('gives up at the time limit, and says what it saw', async () => {
      const result = await runner.run('http', { url, status: 200, timeoutMs: 300 });
      expect(result).toMatchObject({ outcome: 'timed_out', message: expect.stringContaining('last said: 204') });
    });

    it.each(['file:///etc/passwd', 'gopher://x', 'nonsense', ''])('refuses %j', async (bad) => {
      expect(await runner.run('http', { url: bad })).toMatchObject({ outcome: 'failed' });
    });
  });
});

/** Two commits on main, and one that main held before it was forced back. */
function makeRepository(folder: string, bare: string): string[] {
  const work = join(folder, 'source');
  mkdirSync(work);
  const git = (...argv: string[]): string =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...argv], {
      cwd: work,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  git('init', '-q', '-b', 'main');
  const commit = (text: string): string => {
    writeFileSync(join(work, 'file.txt'), `${text}\n`);
    git('add', '.');
    git('commit', '-q', '-m', text);
    return git('rev-parse', 'HEAD');
  };
  const first = commit('first');
  const orphan = commit('orphan');
  git('clone', '-q', '--bare', '.', bare);
  git('reset', '-q', '--hard', first);
  const second = commit('second');
  git('push', '-q', '--force', bare, 'main');
  return [first, second, orphan];
}
