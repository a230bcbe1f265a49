import { tmpdir } from 'node:os';
import { isRoomy, scratchFolder, scratchFolders } from './scratch-folder.ts';

const GIB = 1024 ** 3;
const system = (gib: number, type = 0x01021994) => ({ type, bavail: (gib * GIB) / 4_096, bsize: 4_096 });

describe('the folder of a cluster that is thrown away', () => {
  it('is in memory where there is plenty', () => expect(isRoomy(system(2), 4 * GIB)).toBe(true));

  it.each([
    ['the folder is small, as a container has it', system(1 / 16), 16 * GIB],
    ['the machine has little memory', system(2), 3 * GIB],
    ['the folder is on a disk', system(100, 0xef53), 16 * GIB],
    ['there is none', undefined, 16 * GIB],
  ])('is not when %s', (_what, found, memory) => expect(isRoomy(found, memory)).toBe(false));

  it('is one of those in which the abandoned are looked for', () => {
    expect(scratchFolders()).toContain(scratchFolder());
    expect(scratchFolders()).toContain(tmpdir());
  });
});
