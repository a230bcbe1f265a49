import { eventually } from '@throughline/testing';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RunnerProcess } from './runner-process.js';
import { startTestRunner, type TestRunner } from './test-runner.js';

jest.setTimeout(60_000);
const LIMIT_MS = 20_000;

/** Leaves a file in the workspace, one in its home, and a folder. */
const OPEN_LITTER = 'echo x > left; echo x > "$HOME/left"; mkdir -p shut && echo x > shut/file';
/** The same, and nobody may write to the folder. */
const LITTER = `${OPEN_LITTER} && chmod 500 shut`;

const places = (workDir: string, key: string): string[] => [
  join(workDir, 'workspaces', key),
  join(workDir, 'homes', key),
];
const isThere = (workDir: string, key: string): boolean[] => places(workDir, key).map((place) => existsSync(place));

describe('the workspace of an execution that is over', () => {
  let runner: TestRunner;
  beforeEach(async () => {
    runner = await startTestRunner();
  });
  afterEach(() => runner.close());

  it('is removed with its home when the runner has ended a job; others stay', async () => {
    await runner.run('shell', { run: LITTER, workspaceKey: 'ws-1' });
    expect(isThere(runner.workDir, 'ws-1')).toEqual([true, true]);
    runner.server.over.add('ws-1');
    await runner.run('shell', { run: OPEN_LITTER, workspaceKey: 'ws-2' }); // removed by the test, which may be no superuser
    await eventually(() => expect(isThere(runner.workDir, 'ws-1')).toEqual([false, false]));
    expect(isThere(runner.workDir, 'ws-2')).toEqual([true, true]);
    expect(await runner.run('shell', { run: 'test -e left && test -e shut/file', workspaceKey: 'ws-2' })).toMatchObject(
      {
        outcome: 'succeeded',
      },
    );
  });

  it('stays as long as a step is at work in it, and is asked about after that', async () => {
    const go = join(runner.workDir, 'go');
    runner.server.over.add('ws-1');
    const job = runner.server.offer('shell', {
      run: `${LITTER}; while [ ! -e "${go}" ]; do sleep 0.05; done; test -e left`,
      workspaceKey: 'ws-1',
    });
    await eventually(() => expect(existsSync(join(runner.workDir, 'workspaces/ws-1/shut/file'))).toBe(true));
    // Of another installation, say: nobody knows it.
    runner.server.over.add('ws-0');
    for (const place of places(runner.workDir, 'ws-0')) mkdirSync(place, { recursive: true });
    await runner.restart();
    await eventually(() => expect(isThere(runner.workDir, 'ws-0')).toEqual([false, false]), LIMIT_MS);
    expect(runner.server.askedAbout.flat()).not.toContain('ws-1');
    writeFileSync(go, '');
    await eventually(() => expect(job.completion).toMatchObject({ outcome: 'succeeded' }), LIMIT_MS);
    await eventually(() => expect(isThere(runner.workDir, 'ws-1')).toEqual([false, false]));
  });
});

describe('what a killed runner has left', () => {
  it('is removed at its next start: the workspace, and what was being removed', async () => {
    const runner = await RunnerProcess.start();
    try {
      const job = runner.server.offer('shell', { run: LITTER, workspaceKey: 'ws-1' });
      await eventually(() => expect(job.completion).toMatchObject({ outcome: 'succeeded' }), LIMIT_MS);
      await runner.kill();
      const half = join(runner.workDir, 'trash/half');
      mkdirSync(half, { recursive: true });
      runner.server.over.add('ws-1');
      runner.startAgain();
      await eventually(() => expect(isThere(runner.workDir, 'ws-1')).toEqual([false, false]), LIMIT_MS);
      expect(existsSync(half)).toBe(false);
    } finally {
      await runner.close();
    }
  });
});
