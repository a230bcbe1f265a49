import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WALL_CLOCKS } from './wall-clocks.ts';

const ROOT = join(__dirname, '../..');

describe('the list of files that ask their machine’s clock', () => {
  it.each(Object.keys(WALL_CLOCKS))('%s is there, and asks it', (file) => {
    const path = join(ROOT, file);
    expect(existsSync(path) && readFileSync(path, 'utf8')).toMatch(/Date\.now\(\)|new Date\(\)/);
  });

  it('gives each its reason', () =>
    expect(Object.values(WALL_CLOCKS).filter((reason) => reason.trim().length < 10)).toEqual([]));
});
