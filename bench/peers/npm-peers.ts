import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { peersFolder } from './cache-folder.ts';

/** Peers that are npm packages, each in the version that was found to install and to run on Node 24. */
export const NPM_PEERS = { 'graphile-worker': '0.18.0', 'pg-boss': '12.38.0' } satisfies Record<string, string>;

export type NpmPeerName = keyof typeof NPM_PEERS;

const folderOf = (name: NpmPeerName): string => join(peersFolder(), `npm-${name}-${NPM_PEERS[name]}`);
const manifestOf = (name: NpmPeerName): string => join(folderOf(name), 'package.json');

export function hasNpmPeer(name: NpmPeerName): boolean {
  return existsSync(join(folderOf(name), 'node_modules', name));
}

/** Installs the package and what it needs into a folder of its own, outside the checkout; runs no script of theirs. */
export function installNpmPeer(name: NpmPeerName): void {
  if (hasNpmPeer(name)) return;
  mkdirSync(folderOf(name), { recursive: true });
  writeFileSync(manifestOf(name), JSON.stringify({ private: true }));
  const npm = join(dirname(process.execPath), 'npm');
  const argv = ['install', '--ignore-scripts', '--no-audit', '--no-fund', `${name}@${NPM_PEERS[name]}`];
  const { status } = spawnSync(existsSync(npm) ? npm : 'npm', argv, { cwd: folderOf(name), stdio: 'inherit' });
  if (status !== 0) throw new Error(`npm could not install ${name}`);
}

/** The file to import the package by, for a process of the benchmark. @throws Error that says how to get it */
export function npmPeerEntry(name: NpmPeerName): string {
  if (!hasNpmPeer(name)) throw new Error(`${name} is not there. Get it with: npm run bench:peers -- ${name}`);
  return createRequire(manifestOf(name)).resolve(name);
}
