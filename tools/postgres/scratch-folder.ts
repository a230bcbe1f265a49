import { accessSync, constants, type StatsFs, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const MEMORY = '/dev/shm';
const TMPFS_TYPE = 0x01021994;
const GIB = 1024 ** 3;
/** Of the folder: many times what a run of all tests has at once. */
const LEAST_ROOM = 2 * GIB;
/** Of the machine or container: the folder's files take it away from the tests. */
const LEAST_MEMORY = 4 * GIB;

/** Every folder that `scratchFolder` may have named at another time. */
export const scratchFolders = (): string[] => [...new Set([tmpdir(), MEMORY])];

/**
 * Where a cluster that is thrown away is quickest: in memory, where there is plenty of it, else in the folder for
 * temporary files. A database is several hundred files, and to make them costs a disk's file system ten times as much.
 */
export function scratchFolder(): string {
  const hasRoom = isRoomy(look(MEMORY), process.availableMemory());
  return hasRoom ? MEMORY : tmpdir();
}

/** Whether a file system is in memory, and it and the machine have room enough. */
export function isRoomy(system: Pick<StatsFs, 'type' | 'bavail' | 'bsize'> | undefined, freeMemory: number): boolean {
  if (system?.type !== TMPFS_TYPE) return false;
  return system.bavail * system.bsize >= LEAST_ROOM && freeMemory >= LEAST_MEMORY;
}

function look(folder: string): StatsFs | undefined {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return statfsSync(folder);
  } catch {
    return undefined;
  }
}
