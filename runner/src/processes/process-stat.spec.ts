import { bootId, isAlive, parseStat, processStat } from './process-stat.js';

describe('process stat', () => {
  it('reads past a name that looks like more of the line', () => {
    const line = `7 (a) S 1) S ${Array.from({ length: 30 }, (_, at) => at + 4).join(' ')}`;
    expect(parseStat(line)).toEqual({ state: 'S', startTicks: '22' });
  });

  it('knows this process, and not another one with its pid', () => {
    const { startTicks = '' } = processStat(process.pid) ?? {};
    expect(isAlive({ pid: process.pid, startTicks })).toBe(true);
    expect(isAlive({ pid: process.pid, startTicks: `${startTicks}0` })).toBe(false);
  });

  it('knows nothing that ran before the machine was started anew, whatever has its pid and ticks', () => {
    const { startTicks = '' } = processStat(process.pid) ?? {};
    expect(isAlive({ pid: process.pid, startTicks, bootId: bootId() })).toBe(true);
    expect(isAlive({ pid: process.pid, startTicks, bootId: 'another' })).toBe(false);
  });
});
