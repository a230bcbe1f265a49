import { cpSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { reachableHome } from './cluster-home.ts';
import { canReach } from './run-as.ts';

/** Where a cluster lives: `home` holds its `data`, `bin` the programs that serve it. */
export interface Placement {
  home: string;
  bin: string;
}

export interface PlacementRequest {
  binaries: Binaries;
  home: string;
  account: Account | undefined;
  say: (message: string) => void;
}

/** Root's place for what the account may not reach in the checkout. */
const SHARED_FOLDER = '/var/lib/throughline';

/**
 * Finds a place that the account can reach: the checkout, or /var/lib when the checkout is under a closed folder (a
 * home of mode 0700).
 */
export function placeCluster({ binaries, home, account, say }: PlacementRequest): Placement {
  if (account) {
    const place = reachableHome({ home, account, shared: SHARED_FOLDER, say });
    return { home: place, bin: join(reachableBinaries(binaries, account), 'bin') };
  }
  mkdirSync(home, { recursive: true, mode: 0o700 });
  if (!canReach(undefined, home, 'write')) {
    throw new Error(`${home} belongs to another account: start as that one or as root, or use another --data folder.`);
  }
  return { home, bin: join(binaries.directory, 'bin') };
}

function reachableBinaries({ directory, version }: Binaries, account: Account): string {
  if (canReach(account, join(directory, 'bin/postgres'), 'execute')) return directory;
  const copy = join(SHARED_FOLDER, `postgresql-${version}`);
  if (existsSync(copy)) return copy;
  mkdirSync(SHARED_FOLDER, { recursive: true, mode: 0o755 });
  const draft = `${copy}.${process.pid}`;
  // The links are relative, so they hold in the copy too.
  cpSync(directory, draft, { recursive: true, verbatimSymlinks: true });
  renameSync(draft, copy);
  return copy;
}
