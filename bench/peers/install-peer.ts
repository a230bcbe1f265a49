import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { peersFolder } from './cache-folder.ts';
import { findPeer, type FoundPeer, type PeerName, PEERS } from './peers.ts';

/**
 * Unpacks the peer's Debian packages into the peers' folder, unless the machine has it already. Nothing is installed:
 * no service starts, and deleting the folder undoes it. Throws with what to do by hand when that fails.
 */
export function installPeer(name: PeerName): FoundPeer {
  const there = findPeer(name);
  if (there) return there;
  const target = join(peersFolder(), name);
  const packages = mkdtempSync(join(peersFolder(), 'download-'));
  try {
    run('apt-get', ['download', ...PEERS[name].packages], packages);
    mkdirSync(target, { recursive: true });
    for (const file of readdirSync(packages)) run('dpkg', ['-x', join(packages, file), target], packages);
  } finally {
    rmSync(packages, { recursive: true, force: true });
  }
  const found = findPeer(name);
  if (!found) throw new Error(`${PEERS[name].packages.join(', ')} did not bring ${PEERS[name].program}`);
  return found;
}

/** The version as the program tells it. */
export function versionOf(name: PeerName, { program, env }: FoundPeer): string {
  const { stdout, stderr } = spawnSync(program, [PEERS[name].versionFlag], { env, encoding: 'utf8' });
  return `${stdout}${stderr}`.trim().split('\n', 1)[0] ?? 'unknown';
}

function run(program: string, argv: string[], cwd: string): void {
  const { status, error } = spawnSync(program, argv, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status === 0) return;
  const why = error ? error.message : `exit code ${status}`;
  throw new Error(
    `${program} ${argv[0] ?? ''} failed (${why}): install the program by the system's own means instead.`,
  );
}
