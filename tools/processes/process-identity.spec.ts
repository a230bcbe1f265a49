import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { identify, isRunning, parseStat } from './process-identity.ts';

const REST = '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17';

describe('parseStat', () => {
  it('reads state, group and start, whatever the program is called', () => {
    const stat = parseStat(`77 (a ) b (c)) S 1 70 ${REST.replace('17', '4711')} 18`);
    expect(stat).toEqual({ state: 'S', group: 70, startTicks: '4711' });
  });

  it('refuses what is cut short', () => {
    expect(parseStat('77 (node) S 1')).toBeUndefined();
  });
});

describe('isRunning', () => {
  it('knows a living process by its start, and not a later one of the same pid', () => {
    const me = identify(process.pid);
    expect(isRunning(me)).toBe(true);
    expect(isRunning({ ...me, startTicks: '1' })).toBe(false);
    expect(isRunning({ ...me, startTicks: undefined })).toBe(false);
  });

  it('counts a process that ended as gone', async () => {
    const child = spawn('sleep', ['60']);
    const identity = identify(child.pid ?? 0);
    expect(isRunning(identity)).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isRunning(identity)).toBe(false);
  });
});
