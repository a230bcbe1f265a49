import { randomUUID } from 'node:crypto';
import { readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const BOOT_ID = '/proc/sys/kernel/random/boot_id';
const UNDER_ANOTHER_ID = `mount --bind "$1" ${BOOT_ID} && shift && exec "$@"`;

/** A machine that has just started, for those who ask it: what runs on it sees a boot id of its own. */
export class Machine {
  private readonly file: string;

  /** @param folder where there is room for a file */
  constructor(folder: string) {
    this.file = join(folder, `boot-${randomUUID()}`);
    writeFileSync(this.file, `${randomUUID()}\n`);
  }

  /** The command line that runs another one on it, as the same process. */
  commandOf(argv: readonly string[]): string[] {
    const flags = process.getuid?.() === 0 ? '-m' : '-rm';
    return ['unshare', flags, '/bin/sh', '-eu', '-c', UNDER_ANOTHER_ID, 'machine', this.file, ...argv];
  }
}

/** Ends every process that works in the folder, with kill -9. */
export function killAllIn(folder: string): void {
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      if (readlinkSync(`/proc/${name}/cwd`).startsWith(folder)) process.kill(Number(name), 'SIGKILL');
    } catch {
      // It has ended, or is somebody else's.
    }
  }
}
