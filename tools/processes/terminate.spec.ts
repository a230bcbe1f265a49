import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { identify, isRunning } from './process-identity.ts';
import { terminate } from './terminate.ts';
import { until } from './until.ts';

/** A shell in a group of its own that prints a line when it is set up. */
async function shell(script: string): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn('/bin/sh', ['-c', script], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, said: chunk.toString().trim() };
}

describe('terminate', () => {
  it('ends a process that listens', async () => {
    const { child } = await shell('echo up; exec sleep 60');
    expect(await terminate(identify(child.pid ?? 0), 5_000)).toBe('stopped');
  });

  it('kills one that does not, and its whole group', async () => {
    const { child, said } = await shell(`trap '' TERM; sleep 60 & echo $!; wait; sleep 60`);
    const member = identify(Number(said));
    expect(await terminate(identify(child.pid ?? 0), 100)).toBe('killed');
    // It was killed in the same moment; the kernel takes them away one after the other.
    expect(await until(() => !isRunning(member), { timeoutMs: 5_000 })).toBe(true);
  });

  it('leaves a stranger alone who has the pid now', async () => {
    const { child } = await shell('echo up; exec sleep 60');
    const identity = identify(child.pid ?? 0);
    expect(await terminate({ ...identity, startTicks: '1' }, 1_000)).toBe('gone');
    expect(isRunning(identity)).toBe(true);
    await terminate(identity, 5_000);
  });
});
