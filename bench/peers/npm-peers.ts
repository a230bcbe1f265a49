import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { peersFolder } from './cache-folder.ts';

export interface NpmPeer {
  /** The one that was found to install and to run on Node 24. */
  version: string;
  /** Versions of what it needs, where those that it asks for cannot be had from the registry. */
  overrides?: Record<string, string>;
  flags?: string[];
}

/** Peers that are npm packages. */
export const NPM_PEERS = {
  'graphile-worker': { version: '0.18.0' },
  'pg-boss': { version: '12.38.0' },
  'node-red': { version: '5.0.7' },
  n8n: {
    version: '2.40.7',
    overrides: {
      linkedom: '0.18.12',
      xlsx: '0.18.5',
      '@langchain/langgraph': '1.2.2',
      '@langchain/langgraph-checkpoint': '1.0.0',
    },
    flags: ['--legacy-peer-deps'],
  },
} satisfies Record<string, NpmPeer>;

export type NpmPeerName = keyof typeof NPM_PEERS;

const folderOf = (name: NpmPeerName): string => join(peersFolder(), `npm-${name}-${NPM_PEERS[name].version}`);
const manifestOf = (name: NpmPeerName): string => join(folderOf(name), 'package.json');

/** Whether all of it is there: npm writes this file last. */
export function hasNpmPeer(name: NpmPeerName): boolean {
  return existsSync(join(folderOf(name), 'node_modules/.package-lock.json'));
}

/** Installs the package and what it needs into a folder of its own, outside the checkout; runs no script of theirs. */
export function installNpmPeer(name: NpmPeerName): void {
  if (hasNpmPeer(name)) return;
  const { version, overrides, flags = [] }: NpmPeer = NPM_PEERS[name];
  mkdirSync(folderOf(name), { recursive: true });
  writeFileSync(manifestOf(name), JSON.stringify({ private: true, overrides }));
  const npm = join(dirname(process.execPath), 'npm');
  const argv = ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...flags, `${name}@${version}`];
  const { status } = spawnSync(existsSync(npm) ? npm : 'npm', argv, { cwd: folderOf(name), stdio: 'inherit' });
  if (status !== 0) throw new Error(`npm could not install ${name}`);
}

/** The file to import the package by, for a process of the benchmark. @throws Error that says how to get it */
export function npmPeerEntry(name: NpmPeerName): string {
  if (!hasNpmPeer(name)) throw new Error(`${name} is not there. Get it with: npm run bench:peers -- ${name}`);
  return createRequire(manifestOf(name)).resolve(name);
}

/** A program of the package, by its path in it. */
export function npmPeerProgram(name: NpmPeerName, path: string): string {
  return join(folderOf(name), 'node_modules', name, path);
}
