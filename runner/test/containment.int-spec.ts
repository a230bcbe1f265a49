import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync } from 'node:fs';
import { findCgroup } from '../src/containment/find-cgroup.js';
import { hasBubblewrap, HOSTILE, SMALL_LIMITS } from './hostile-steps.js';
import { startTestRunner, type TestRunner, textOf } from './test-runner.js';

jest.setTimeout(60_000);

const hasCgroup = findCgroup(undefined) !== null;
const withCgroup = hasCgroup ? it : it.skip;
const withBubblewrap = hasBubblewrap() ? describe : describe.skip;

describe('a step that goes over its limits', () => {
  let runner: TestRunner;
  beforeAll(async () => {
    runner = await startTestRunner(SMALL_LIMITS);
  });
  afterAll(() => runner.close());

  const shell = (run: string) => runner.run('shell', { run, outputLimitBytes: 1024, workspaceKey: 'limits' });

  // What takes memory is in the row of hostile steps (tools/faults).
  it.each<[keyof typeof HOSTILE, string]>([
    ['manyProcesses', 'more than 64 processes'],
    ['diskFill', 'more than 128 MiB on the disk'],
  ])('%s: is ended, says why, and leaves no process', async (what, message) => {
    const result = await shell(HOSTILE[what]);
    expect(result).toMatchObject({ outcome: 'failed', message: expect.stringContaining(message) });
    expect(runner.processes()).toEqual([]);
    await shell('find . -mindepth 1 -delete');
  });

  withCgroup('is found by its cgroup when it has left nothing in its environment', async () => {
    const result = await shell(HOSTILE.unmarkedProcesses);
    expect(result).toMatchObject({ outcome: 'failed', message: expect.stringContaining('processes') });
    expect(result.job.completion).toBeDefined();
  });

  withCgroup('leaves no daemon, even one without the mark', async () => {
    const { outcome, job } = await shell(`${HOSTILE.daemon}; grep '^0::' /proc/self/cgroup`);
    expect(outcome).toBe('succeeded');
    const cgroup =
      textOf(job, 'stdout')
        .find((line) => line.startsWith('0::'))
        ?.slice(3) ?? '';
    const { folder = '' } = findCgroup(undefined) ?? {};
    expect(cgroup).toContain('throughline-');
    expect(existsSync(`${folder}/${cgroup.split('/').at(-1) ?? ''}`)).toBe(false);
  });
});

withBubblewrap('what a step in a sandbox sees', () => {
  let runner: TestRunner;
  beforeAll(async () => {
    runner = await startTestRunner({ RUNNER_SANDBOX: 'required', RUNNER_HIDDEN_PATHS: '/var/log' });
  });
  afterAll(() => runner.close());

  const shell = async (run: string, spec: object = {}): Promise<string[]> => {
    const result = await runner.run('shell', { run, ...spec });
    return [result.outcome, ...textOf(result.job, 'stdout')];
  };

  it('sees its workspace and nothing else of the runner', async () => {
    await shell('echo secret > theirs.txt', { workspaceKey: 'other' });
    const dir = runner.workDir;
    const look = `ls -A "${dir}" "${dir}/workspaces"; cat "${dir}/runner.json" "${dir}/workspaces/other/theirs.txt" || echo none`;
    const seen = await shell(`echo mine > mine.txt; ${look}`, { workspaceKey: 'own' });
    expect(seen).toContain('own');
    expect(seen.join(' ')).not.toMatch(/runner\.json|other|secret|steps/);
    expect(seen.at(-1)).toBe('none');
  });

  it('sees no other process, and no hidden path', async () => {
    const seen = await shell(
      `ls -d /proc/[0-9]* | wc -l; kill -0 ${process.pid} 2>/dev/null || echo nobody; ls -A /var/log | wc -l`,
    );
    expect(Number(seen[1])).toBeLessThan(10);
    expect(seen.slice(2)).toEqual(['nobody', '0']);
  });

  it('cannot write to the system, and has a /tmp of its own', async () => {
    const seen = await shell(
      'touch /etc/x /usr/x /x || echo read-only; echo own > /tmp/own-file; cat "$TMPDIR/own-file"',
    );
    expect(seen).toEqual(['succeeded', 'read-only', 'own']);
    expect(existsSync('/tmp/own-file')).toBe(false);
  });
});

withBubblewrap('a step in a sandbox', () => {
  let runner: TestRunner;
  let server: Server;
  beforeAll(async () => {
    runner = await startTestRunner({ RUNNER_SANDBOX: 'required' });
    server = createServer((_request, response) => response.end('hello'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    await runner.close();
    server.close();
  });

  it('keeps its exit code, and its polite end', async () => {
    expect(await runner.run('shell', { run: 'exit 7' })).toMatchObject({ outcome: 'failed', exitCode: 7 });
    const run = `trap 'echo "asked to end"; exit 0' TERM; echo ready; while :; do sleep 0.05; done`;
    const result = await runner.run('shell', { run, timeoutMs: 1_000 });
    expect(result).toMatchObject({ outcome: 'timed_out' });
    expect(textOf(result.job, 'stdout')).toEqual(['ready', 'asked to end']);
  });

  it('says where each of its commands begins', async () => {
    const commands = ['x=1', 'echo $x'];
    const { job } = await runner.run('shell', { run: commands.join('\n'), commands });
    expect(job.log.map(({ text }) => text)).toEqual(['$ x=1', '$ echo $x', '1']);
  });

  it('reaches a network only where it may', async () => {
    const run = `node -e "fetch('http://127.0.0.1:${(server.address() as AddressInfo).port}').then(() => console.log('reached'), () => console.log('no way'))"`;
    const of = async (spec: object): Promise<string[]> =>
      textOf((await runner.run('shell', { run, ...spec })).job, 'stdout');
    expect(await of({})).toEqual(['reached']);
    expect(await of({ network: 'none' })).toEqual(['no way']);
  });
});

describe('a step without a network on a machine that cannot take it away', () => {
  it('is not run', async () => {
    const runner = await startTestRunner();
    try {
      const result = await runner.run('shell', { run: 'echo ran', network: 'none' });
      expect(result).toMatchObject({ outcome: 'failed', message: expect.stringContaining('bubblewrap') });
      expect(textOf(result.job)).toEqual([]);
    } finally {
      await runner.close();
    }
  });
});
