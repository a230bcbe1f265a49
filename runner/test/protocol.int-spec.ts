import { eventually } from '@throughline/testing';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { MARK } from '../src/processes/marked-processes.js';
import { Runner } from '../src/runner.js';
import { readRunnerConfig } from '../src/runner.config.js';
import { Workspaces } from '../src/workspaces/workspaces.js';
import { startTestRunner, type TestRunner, textOf } from './test-runner.js';

jest.setTimeout(40_000);

describe('the runner and its server', () => {
  let runner: TestRunner;
  beforeEach(async () => {
    runner = await startTestRunner();
  });
  afterEach(() => runner.close());

  it('registers once, keeps its token to itself, and knows it after a restart', async () => {
    await runner.run('shell', { run: 'true' });
    const file = join(runner.workDir, 'runner.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ runnerId: 'runner-1', runnerToken: 'token-1' });
    await runner.restart();
    await runner.run('shell', { run: 'true' });
    expect(runner.server.registrations).toEqual([
      { registrationToken: 'welcome', name: 'test', labels: ['linux', 'test'] },
    ]);
  });

  it('says at every start what it is and has', async () => {
    await runner.run('shell', { run: 'true' });
    await runner.restart({ RUNNER_LABELS: 'linux,gpu' });
    await eventually(() => expect(runner.server.announcements).toHaveLength(2));
    const [first, second] = runner.server.announcements;
    expect(first).toMatchObject({ labels: ['linux', 'test'], executor: 'process', version: '0.1.0' });
    expect(second).toEqual({ ...first, labels: ['linux', 'gpu'] });
  });

  it('registers again when the server has forgotten it', async () => {
    await runner.run('shell', { run: 'true' });
    runner.server.forgetRunners();
    expect(await runner.run('shell', { run: 'true' })).toMatchObject({ outcome: 'succeeded' });
    expect(runner.server.registrations).toHaveLength(2);
  });

  it('cancels a step: its processes end, and it is reported as cancelled', async () => {
    const job = runner.server.offer('shell', { run: 'echo started; sleep 600' });
    await eventually(() => expect(textOf(job)).toContain('started'));
    job.isCancelled = true;
    await eventually(() => expect(job.completion).toMatchObject({ outcome: 'cancelled' }));
    expect(runner.processes()).toEqual([]);
  });

  it('drops a step that another runner has by now, and reports nothing of it', async () => {
    const job = runner.server.offer('shell', { run: 'echo started; sleep 600' });
    await eventually(() => expect(textOf(job)).toContain('started'));
    job.fence = 2;
    await eventually(() => expect(runner.processes()).toEqual([]));
    expect(await runner.run('shell', { run: 'true' })).toMatchObject({ outcome: 'succeeded' });
    expect(job.completion).toBeUndefined();
  });

  it('keeps a step running while the server is away, and reports all of it afterwards', async () => {
    const [go, done] = [join(runner.workDir, 'go'), join(runner.workDir, 'done')];
    const run = `echo one; while [ ! -e "${go}" ]; do sleep 0.05; done; echo two; echo artifact > file; touch "${done}"`;
    const job = runner.server.offer('shell', { run, artifacts: [{ name: 'file', path: 'file' }] });
    await eventually(() => expect(textOf(job)).toContain('one'));
    runner.server.isDown = true;
    writeFileSync(go, '');
    await eventually(() => expect(existsSync(done)).toBe(true));
    await eventually(() => expect(runner.processes()).toEqual([]));
    expect(job.completion).toBeUndefined();
    runner.server.isDown = false;
    await eventually(() => expect(job.completion).toMatchObject({ outcome: 'succeeded' }), 20_000);
    expect(textOf(job, 'stdout')).toEqual(['one', 'two']);
    expect(job.artifacts.map(({ content }) => content.toString())).toEqual(['artifact\n']);
  });

  it('ends what an earlier run of it left behind', async () => {
    const { mark } = new Workspaces(runner.workDir);
    const orphan = spawn('sleep', ['600'], { env: { PATH: process.env['PATH'], [MARK]: `${mark}.job-0.1` } });
    const ended = new Promise((resolve) => orphan.once('exit', (_code, name) => resolve(name)));
    await eventually(() => expect(runner.processes()).toEqual([orphan.pid]));
    await runner.restart();
    expect(await ended).toBe('SIGKILL');
  });

  it('says so and ends when its registration is refused', async () => {
    const config = { GATEWAY_URL: runner.server.url, RUNNER_WORK_DIR: join(runner.workDir, 'other') };
    const stranger = new Runner(
      readRunnerConfig({ ...config, RUNNER_REGISTRATION_TOKEN: 'wrong' }),
      pino({ level: 'silent' }),
      { prlimit: false, bubblewrap: null, hidden: [], shown: [], cgroup: null },
    );
    await stranger.start();
    await expect(stranger.ended()).rejects.toThrow('registration_refused');
    await stranger.stop();
  });

  it('sends every line once, in order, when an answer is lost', async () => {
    runner.server.losesLogAnswer = true;
    const { job } = await runner.run('shell', { run: 'for n in $(seq 1 2000); do echo $n; done' });
    expect(textOf(job)).toEqual(Array.from({ length: 2_000 }, (_, n) => String(n + 1)));
  });

  it('stops in time and leaves the step running, which its next start takes up under a new fence', async () => {
    const go = join(runner.workDir, 'go');
    const run = `echo one; while [ ! -e "${go}" ]; do sleep 0.05; done; echo two`;
    const job = runner.server.offer('shell', { run });
    await eventually(() => expect(textOf(job)).toContain('one'));
    await runner.stop();
    expect(runner.processes()).not.toEqual([]);
    expect(job.completion).toBeUndefined();
    writeFileSync(go, '');
    await eventually(() => expect(runner.processes()).toEqual([]));
    await runner.restart();
    await eventually(() => expect(job.completion).toMatchObject({ outcome: 'succeeded' }));
    expect([job.fence, textOf(job)]).toEqual([2, ['one', 'two']]);
  });

  it('ends a step that the server has given to nobody when it starts anew', async () => {
    const job = runner.server.offer('shell', { run: 'echo started; sleep 600' });
    await eventually(() => expect(textOf(job)).toContain('started'));
    await runner.stop();
    runner.server.jobs.delete(job.id);
    await runner.restart();
    await eventually(() => expect(runner.processes()).toEqual([]));
    expect(await runner.run('shell', { run: 'true' })).toMatchObject({ outcome: 'succeeded' });
  });

  it('ends a step by itself when no runner answers for it any more', async () => {
    const job = runner.server.offer('shell', { run: 'echo started; sleep 600' }, { leaseMs: 2_500 });
    await eventually(() => expect(textOf(job)).toContain('started'));
    await runner.stop();
    await eventually(() => expect(runner.processes()).toEqual([]));
    await runner.restart();
    await eventually(() => expect(job.completion).toMatchObject({ outcome: 'unknown' }));
  });
});
