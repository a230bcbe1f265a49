import { isAlive, parseStat, processStat } from './process-stat.js';

describe('process stat', () => {
  const rest = 'S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 4711 20';
  it.each(['node', 'a b', 'evil) Z 1 2', '(x)'])('reads a process that is named %p', (name) =>
    expect(parseStat(`77 (${name}) ${rest}`)).toEqual({ state: 'S', startTicks: '4711' }),
  );
  it('reads nothing from nothing', () => expect(parseStat('')).toBeUndefined());

  it('knows itself, and not another process under its pid', () => {
    const startTicks = processStat(process.pid)?.startTicks ?? '';
    expect(isAlive({ pid: process.pid, startTicks })).toBe(true);
    expect(isAlive({ pid: process.pid, startTicks: `${startTicks}1` })).toBe(false);
    expect(isAlive({ pid: 2 ** 22 + 1, startTicks })).toBe(false);
  });
});
