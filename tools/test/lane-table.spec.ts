import { LANES, selectLanes } from './lane-table.ts';

const context = { root: '/nowhere', folder: '/tmp/lane', report: '/tmp/lane/report.json' };

describe('the lanes', () => {
  it('run in this order', () => {
    expect(LANES.map(({ name }) => name)).toEqual([
      'types',
      'lint',
      'web',
      'unit',
      'api',
      'demo',
      'browser',
      'integration',
      'redis',
    ]);
  });

  it('are chosen by name, in their own order', () => {
    expect(selectLanes(['api', 'unit']).map(({ name }) => name)).toEqual(['unit', 'api']);
    expect(selectLanes([])).toHaveLength(LANES.length);
    expect(() => selectLanes(['units'])).toThrow('No lane "units"; the lanes are: types, lint');
  });

  it.each(LANES.filter(({ counts }) => counts === 'report'))('$name writes the report it is counted by', (lane) => {
    for (const { argv } of lane.commands(context)) expect(argv.join(' ')).toContain(context.report);
  });

  it('stay under the time that all of them have together', () => {
    for (const { timeLimitMinutes } of LANES) expect(timeLimitMinutes).toBeLessThan(15);
  });
});
