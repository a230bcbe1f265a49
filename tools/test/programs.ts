import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

interface Program {
  /** The Debian package that brings it. */
  package: string;
  commands: readonly string[];
  /** Tells tests where it is. */
  variable: string;
}

export type ProgramName = 'redis-server' | 'chromium' | 'sshd' | 'faketime';

export const PROGRAMS: Record<ProgramName, Program> = {
  'redis-server': { package: 'redis-server', commands: ['redis-server'], variable: 'REDIS_SERVER_PATH' },
  chromium: { package: 'chromium', commands: ['chromium', 'chromium-browser'], variable: 'CHROMIUM_PATH' },
  sshd: { package: 'openssh-server', commands: ['sshd'], variable: 'SSHD_PATH' },
  faketime: { package: 'faketime', commands: ['faketime'], variable: 'FAKETIME_PATH' },
};

/** Servers are not on the path of an ordinary user. */
const MORE_FOLDERS = ['/usr/local/sbin', '/usr/sbin', '/sbin'];
const POLICY = '/usr/sbin/policy-rc.d';

/** The program's path, or undefined when the machine does not have it. */
export function find(name: ProgramName): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...MORE_FOLDERS];
  const candidates = PROGRAMS[name].commands.flatMap((command) => folders.map((folder) => join(folder, command)));
  return candidates.find(isExecutable);
}

/** Installs what is missing where that is ours to do: on Debian, as root. A failure shows as a missing program. */
export function installMissing(names: ProgramName[]): void {
  const packages = names.filter((name) => find(name) === undefined).map((name) => PROGRAMS[name].package);
  if (packages.length === 0 || process.getuid?.() !== 0 || !isDebian()) return;
  console.log(`Installing ${packages.join(', ')} (apt-get)…`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...argv: string[]): void =>
    void spawnSync('apt-get', argv, { stdio: ['ignore', 'ignore', 'inherit'], env });
  withoutStartingServices(() => {
    apt('update', '-qq');
    apt('install', '-y', '-qq', '--no-install-recommends', ...packages);
  });
}

/** The tests want the programs; nobody asked for an SSH server on this machine. */
function withoutStartingServices(work: () => void): void {
  const isOurs = !existsSync(POLICY);
  if (isOurs) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    work();
  } finally {
    if (isOurs) rmSync(POLICY, { force: true });
  }
}

function isDebian(): boolean {
  return existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
