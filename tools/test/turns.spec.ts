import { LANES } from './lane-table.ts';
import type { Lane } from './lane.ts';
import { turnsOf } from './turns.ts';

const lane = (name: string, track: Lane['track']): Lane => ({ name, track }) as Lane;
const names = (lanes: readonly Lane[]): string[][][] =>
  turnsOf(lanes).map(({ main, side }) => [main, side].map((track) => track.map(({ name }) => name)));

describe('the turns of the lanes', () => {
  it('has a turn for each lane that has to be alone, and one for what lies between', () => {
    const lanes = [lane('a', 'alone'), lane('b', 'main'), lane('c', 'side'), lane('d', 'main'), lane('e', 'alone')];
    expect(names([...lanes, lane('f', 'alone'), lane('g', 'side')])).toEqual([
      [['a'], []],
      [['b', 'd'], ['c']],
      [['e'], []],
      [['f'], []],
      [[], ['g']],
    ]);
    expect(names([])).toEqual([]);
  });

  it('runs every lane once', () => {
    expect(names(LANES).flat(2).sort()).toEqual(LANES.map(({ name }) => name).sort());
  });

  it('builds before anything that takes a build, and never beside it', () => {
    const [first, ...others] = turnsOf(LANES);
    expect(first).toEqual({ main: [expect.objectContaining({ name: 'types' })], side: [] });
    expect(others.flatMap(({ main, side }) => [...main, ...side]).some(({ uses }) => uses.includes('build'))).toBe(
      true,
    );
  });
});
