import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where peers are kept: outside the checkout, `BENCH_PEERS_DIR` or below the user's cache folder. */
export function peersFolder(env: NodeJS.ProcessEnv = process.env): string {
  const cache = env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const folder = env['BENCH_PEERS_DIR'] ?? join(cache, 'throughline-bench');
  mkdirSync(folder, { recursive: true });
  return folder;
}
