import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { peersFolder } from './cache-folder.ts';

export interface Peer {
  /** Debian packages that bring it with what it needs beyond a minimal system. */
  packages: string[];
  /** Where the program lies in them. */
  program: string;
  versionFlag: string;
}

export const PEERS = {
  nginx: { packages: ['nginx', 'libpcre2-8-0'], program: 'usr/sbin/nginx', versionFlag: '-v' },
  haproxy: {
    packages: ['haproxy', 'liblua5.3-0', 'libopentracing-c-wrapper0', 'libopentracing1', 'libpcre2-8-0'],
    program: 'usr/sbin/haproxy',
    versionFlag: '-v',
  },
  wrk: { packages: ['wrk', 'libluajit-5.1-2'], program: 'usr/bin/wrk', versionFlag: '-v' },
} satisfies Record<string, Peer>;

export type PeerName = keyof typeof PEERS;

export interface FoundPeer {
  program: string;
  /** What the program needs to find its libraries. */
  env: NodeJS.ProcessEnv;
}

/** Not on the path of an ordinary user. */
const SYSTEM = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

/** The system's program, or the one in the peers' folder; undefined when there is neither. */
export function findPeer(name: PeerName): FoundPeer | undefined {
  const system = [...(process.env['PATH'] ?? '').split(delimiter), ...SYSTEM].map((folder) => join(folder, name));
  const installed = system.find(isExecutable);
  if (installed !== undefined) return { program: installed, env: process.env };
  const root = join(peersFolder(), name);
  const program = join(root, PEERS[name].program);
  if (!isExecutable(program)) return undefined;
  const libraries = ['usr/lib', 'lib'].map((folder) => join(root, folder, `${machine()}-linux-gnu`));
  return { program, env: { ...process.env, LD_LIBRARY_PATH: libraries.join(delimiter) } };
}

/** @throws Error that says how to get it */
export function requirePeer(name: PeerName): FoundPeer {
  const found = findPeer(name);
  if (!found) throw new Error(`${name} is not there. Get it with: npm run bench:peers -- ${name}`);
  return found;
}

function machine(): string {
  return process.arch === 'arm64' ? 'aarch64' : 'x86_64';
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
