import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RotatingLog } from './rotating-log.ts';

describe('RotatingLog', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rotating-log-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('sets full files aside and forgets the oldest', () => {
    const log = new RotatingLog(join(folder, 'a/full.log'), 10);
    for (const word of ['one', 'two', 'three', 'four', 'five']) log.write(`${word.padEnd(8, '.')}\n`);
    log.close();
    expect(readdirSync(join(folder, 'a')).sort()).toEqual(['full.log', 'full.log.1', 'full.log.2', 'full.log.3']);
    expect(readFileSync(join(folder, 'a/full.log'), 'utf8')).toBe('five....\n');
    expect(readFileSync(join(folder, 'a/full.log.3'), 'utf8')).toBe('two.....\n');
  });

  it('remembers the last lines, also one that is not finished and one that came in pieces', () => {
    const log = new RotatingLog(join(folder, 'tail.log'));
    log.write('first\nsec');
    log.write('ond\nthi');
    expect(log.tail(2)).toEqual(['second', 'thi']);
    log.close();
  });
});
