import { eventually } from '@throughline/testing';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FakeJob } from './fake-server.js';
import { RecordedCluster } from './recorded-cluster.js';
import { RunnerProcess } from './runner-process.js';
import { textOf } from './test-runner.js';

jest.setTimeout(60_000);
const LIMIT_MS = 20_000;
const DONE = { type: 'Complete' };
const LATE = { type: 'Failed', reason: 'DeadlineExceeded' };
const FAILED = { type: 'Failed', reason: 'BackoffLimitExceeded' };

describe('steps as Jobs of a cluster', () => {
  let folder: string;
  let cluster: RecordedCluster;
  let runner: RunnerProcess;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cluster-'));
    cluster = new RecordedCluster();
    await cluster.start(folder);
    runner = await RunnerProcess.start({
      KUBECONFIG: cluster.configFile,
      RUNNER_EXECUTOR: 'kubernetes',
      RUNNER_KUBERNETES_NAMESPACE: 'steps',
      RUNNER_KUBERNETES_CLAIM: 'shared-work',
    });
  });
  afterAll(async () => {
    await runner.close();
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const begin = async (spec: object = {}) => {
    const before = cluster.jobs.size;
    const step = runner.server.offer('shell', { run: 'make', ...spec });
    await eventually(() => expect(cluster.jobs.size).toBe(before + 1), LIMIT_MS);
    return { step, job: cluster.only() };
  };
  const ended = (step: FakeJob, completion: object): Promise<void> =>
    eventually(() => expect(step.completion).toMatchObject(completion), LIMIT_MS);

  it('says what it is and that it has images', async () => {
    const said = { executor: 'kubernetes', capabilities: ['images', 'files'] };
    await eventually(() => expect(runner.server.announcements).toEqual([expect.objectContaining(said)]), LIMIT_MS);
  });

  it('runs one Job in the step’s image, follows its output, and hands on outputs and artifacts', async () => {
    const artifacts = [{ name: 'app', path: 'app.txt' }];
    const { step, job } = await begin({ image: 'python:3', secrets: { TOKEN: 'canary-of-a-secret' }, artifacts });
    expect(JSON.stringify(job.manifest)).toContain('"image":"python:3"');
    expect(JSON.stringify(job.manifest)).not.toContain('canary');
    const secret = expect.objectContaining({ stringData: { TOKEN: 'canary-of-a-secret' } });
    await eventually(() => expect(cluster.secrets).toEqual([secret]), LIMIT_MS);
    cluster.print(job, 'one', 'with canary-of-a-secret');
    await eventually(() => expect(textOf(step)).toEqual(['one', 'with ***']), LIMIT_MS);
    expect(step.log[0]?.at).toBe('2026-11-20T10:00:00.123Z');
    await writeFile(join(runner.workDir, `homes/ws-1/outputs-${step.id}.1`), 'version=7\n');
    await writeFile(join(runner.workDir, 'workspaces/ws-1/app.txt'), 'app');
    cluster.print(job, 'two');
    cluster.end(job, 0, DONE, 'Completed');
    await ended(step, { outcome: 'succeeded', exitCode: 0, outputs: { version: '7' } });
    expect(textOf(step, 'stdout')).toEqual(['one', 'with ***', 'two']);
    expect(step.artifacts.map(({ name }) => name)).toEqual(['app']);
  });

  it('goes on reading where an answer broke off, and over an API server that is away', async () => {
    const { step, job } = await begin();
    cluster.print(job, 'one', 'two');
    await eventually(() => expect(textOf(step)).toEqual(['one', 'two']), LIMIT_MS);
    cluster.isDown = true;
    cluster.closeReaders(job);
    cluster.print(job, 'three');
    cluster.isDown = false;
    await eventually(() => expect(textOf(step)).toEqual(['one', 'two', 'three']), LIMIT_MS);
    cluster.end(job, 0, DONE);
    await ended(step, { outcome: 'succeeded' });
    expect(textOf(step)).toEqual(['one', 'two', 'three']);
  });

  it.each([
    ['fails', { exitCode: 3, condition: FAILED, reason: 'Error' }, { outcome: 'failed', exitCode: 3 }],
    ['runs out of time', { exitCode: 137, condition: LATE, reason: 'Error' }, { outcome: 'timed_out' }],
    ['runs out of memory', { exitCode: 137, condition: FAILED, reason: 'OOMKilled' }, { outcome: 'failed' }],
  ])('says that a step %s', async (_what, { exitCode, condition, reason }, completion) => {
    const { step, job } = await begin();
    cluster.print(job, 'at it');
    cluster.end(job, exitCode, condition, reason);
    await ended(step, completion);
  });

  it('cancels by deleting the Job with its pod', async () => {
    const { step, job } = await begin();
    cluster.print(job, 'at it');
    step.isCancelled = true;
    await ended(step, { outcome: 'cancelled' });
    expect(job.isDeleted).toBe(true);
    expect(job.deletion?.get('propagationPolicy')).toBe('Foreground');
  });

  it('takes its Job up again when it is killed: one Job, every line once', async () => {
    const { step, job } = await begin();
    const made = cluster.creations;
    cluster.print(job, 'one', 'two');
    await eventually(() => expect(textOf(step)).toEqual(['one', 'two']), LIMIT_MS);
    await runner.kill();
    cluster.print(job, 'three');
    runner.startAgain();
    await eventually(() => expect(textOf(step)).toEqual(['one', 'two', 'three']), LIMIT_MS);
    cluster.end(job, 0, DONE);
    await ended(step, { outcome: 'succeeded' });
    expect([cluster.creations, textOf(step)]).toEqual([made, ['one', 'two', 'three']]);
  });

  it('says that it does not know when the Job is gone', async () => {
    const { step, job } = await begin();
    cluster.print(job, 'one');
    await eventually(() => expect(textOf(step)).toEqual(['one']), LIMIT_MS);
    job.isDeleted = true;
    cluster.closeReaders(job);
    await ended(step, { outcome: 'unknown' });
  });
});
