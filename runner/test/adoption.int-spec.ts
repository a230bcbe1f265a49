import { eventually } from '@throughline/testing';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { markedProcesses } from '../src/processes/marked-processes.js';
import { Workspaces } from '../src/workspaces/workspaces.js';
import type { FakeJob } from './fake-server.js';
import { RunnerProcess } from './runner-process.js';
import { recordsIn, textOf } from './test-runner.js';

jest.setTimeout(60_000);
const LIMIT_MS = 20_000;

describe('a runner that is killed in the middle of a step', () => {
  let runner: RunnerProcess;
  beforeEach(async () => {
    runner = await RunnerProcess.start();
  });
  afterEach(() => runner.close());

  /** Counts its starts and ends in files, and prints on until it is told to go to its end. */
  const counting = (): { run: string; go: () => void; count: (what: 'starts' | 'ends') => number } => {
    const file = (name: string): string => join(runner.workDir, name);
    const run = `
      echo start >> "${file('starts')}"
      n=0
      while [ ! -e "${file('go')}" ] || [ $n -lt 200 ]; do
        n=$((n+1)); echo "line $n"; echo "problem $n" >&2
        [ $n -lt 200 ] || sleep 0.02
      done
      echo "last $n"
      echo "count=$n" >> "$THROUGHLINE_OUTPUT"
      echo end >> "${file('ends')}"`;
    const count = (what: string): number =>
      existsSync(file(what)) ? readFileSync(file(what), 'utf8').trim().split('\n').length : 0;
    return { run, go: () => writeFileSync(file('go'), ''), count };
  };

  const processes = (): number[] => markedProcesses(new Workspaces(runner.workDir).mark);

  /** That each stream was sent whole, in order and once. */
  function expectWholeLog(job: FakeJob): void {
    const last = Number(job.completion?.outputs['count']);
    const numbered = (word: string): string[] => Array.from({ length: last }, (_, at) => `${word} ${at + 1}`);
    expect(textOf(job, 'stdout')).toEqual([...numbered('line'), `last ${last}`]);
    expect(textOf(job, 'stderr')).toEqual(numbered('problem'));
  }

  it('goes on with it when it starts again: one start, one end, every line once', async () => {
    const { run, go, count } = counting();
    const commands = ['cd .', run, 'true # at last'];
    const job = runner.server.offer('shell', { run: commands.join('\n'), commands });
    await eventually(() => expect(textOf(job)).toContain('line 150'), LIMIT_MS);
    await runner.kill();
    const known = job.log.length;
    runner.startAgain();
    await eventually(() => expect(job.log.length).toBeGreaterThan(known), LIMIT_MS);
    go();
    await eventually(() => expect(job.completion).toMatchObject({ outcome: 'succeeded', exitCode: 0 }), LIMIT_MS);
    expect([count('starts'), count('ends'), job.fence]).toEqual([1, 1, 2]);
    expectWholeLog(job);
    const begins = ['$ cd .', expect.stringContaining('$ echo start'), '$ true # at last'];
    expect(textOf(job, 'system')).toEqual(begins);
    expect(runner.server.registrations).toHaveLength(1);
  });

  it('reports a step that ended while it was away', async () => {
    const { run, go, count } = counting();
    const job = runner.server.offer('shell', { run });
    await eventually(() => expect(textOf(job)).toContain('line 150'), LIMIT_MS);
    await runner.kill();
    go();
    await eventually(() => expect(processes()).toEqual([]), LIMIT_MS);
    runner.startAgain();
    await eventually(() => expect(job.completion).toMatchObject({ outcome: 'succeeded' }), LIMIT_MS);
    expect([count('starts'), count('ends')]).toEqual([1, 1]);
    expectWholeLog(job);
  });

  it('says that it does not know when nobody has noted the end, and never starts the step again', async () => {
    const { run, count } = counting();
    const job = runner.server.offer('shell', { run });
    await eventually(() => expect(textOf(job)).toContain('line 150'), LIMIT_MS);
    const record = recordsIn(runner.workDir).of({ jobId: job.id, attempt: 1 });
    const warden = record.warden();
    await runner.kill();
    process.kill(warden?.pid ?? 0, 'SIGKILL');
    runner.startAgain();
    await eventually(() => expect(job.completion).toMatchObject({ outcome: 'unknown' }), LIMIT_MS);
    expect([count('starts'), count('ends')]).toEqual([1, 0]);
    expect(processes()).toEqual([]);
  });

  it('starts a job that it was given and had not begun', async () => {
    const { run, go, count } = counting();
    go();
    await eventually(() => expect(runner.server.registrations).toHaveLength(1), LIMIT_MS);
    await eventually(() => expect(existsSync(join(runner.workDir, 'runner.json'))).toBe(true));
    await runner.kill();
    const job = runner.server.offer('shell', { run });
    runner.server.handOutUnheard(job);
    runner.startAgain();
    await eventually(() => expect(job.completion).toMatchObject({ outcome: 'succeeded' }), LIMIT_MS);
    expect([count('starts'), count('ends')]).toEqual([1, 1]);
    expectWholeLog(job);
  });

  it('does nothing to a step whose lease went to nobody', async () => {
    const { run, count } = counting();
    const job = runner.server.offer('shell', { run });
    await eventually(() => expect(textOf(job)).toContain('line 150'), LIMIT_MS);
    await runner.kill();
    runner.server.jobs.delete(job.id);
    runner.startAgain();
    await eventually(() => expect(processes()).toEqual([]), LIMIT_MS);
    expect([count('starts'), count('ends')]).toEqual([1, 0]);
  });
});
