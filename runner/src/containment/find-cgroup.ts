import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CgroupBase } from './containment.rules.js';

/** The cgroup below which steps get their own, when this runner may make some there; null else. */
export function findCgroup(given: string | undefined): CgroupBase | null {
  const folder = given ?? ownCgroup();
  if (folder === undefined) return null;
  enableLimits(folder);
  const probe = join(folder, `probe-${process.pid}`);
  try {
    mkdirSync(probe);
  } catch {
    return null;
  }
  try {
    const has = (name: string): boolean => existsSync(join(probe, name));
    return has('cgroup.kill') ? { folder, hasLimits: has('pids.max') && has('memory.max') } : null;
  } finally {
    rmdirSync(probe);
  }
}

/** Works where the cgroup is this runner's and holds no process of its own; else the warden keeps the limits. */
function enableLimits(folder: string): void {
  try {
    writeFileSync(join(folder, 'cgroup.subtree_control'), '+pids +memory');
  } catch {
    // Not ours to give; the probe tells.
  }
}

/** The folder of the cgroup (version 2) that this process is in. */
function ownCgroup(): string | undefined {
  try {
    return cgroupFolder(readFileSync('/proc/self/cgroup', 'utf8'), readFileSync('/proc/self/mountinfo', 'utf8'));
  } catch {
    return undefined;
  }
}

/** From the texts of /proc/self/cgroup and /proc/self/mountinfo. */
export function cgroupFolder(cgroups: string, mounts: string): string | undefined {
  const path = /^0::(.*)$/m.exec(cgroups)?.[1];
  const mount = mounts
    .split('\n')
    .map((line) => line.split(' '))
    .find((words) => words[words.indexOf('-') + 1] === 'cgroup2');
  const [mountedRoot, mountPoint] = [mount?.[3], mount?.[4]];
  if (path === undefined || mountedRoot === undefined || mountPoint === undefined) return undefined;
  if (mountedRoot === '/') return join(mountPoint, path);
  return path.startsWith(mountedRoot) ? join(mountPoint, path.slice(mountedRoot.length)) : undefined;
}
