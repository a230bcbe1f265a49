import { spawnSync } from 'node:child_process';

/** More processes than a step may have, and no more than a machine bears when nothing ends them. */
const MANY = 'for n in $(seq 200); do sleep 600 & done; wait';

/** What a hostile or broken step does to the machine it runs on. Each goes on until it is ended. */
export const HOSTILE = {
  manyProcesses: MANY,
  /** As many that leave nothing in their environment to know them by. */
  unmarkedProcesses: `exec env -i /bin/sh -c '${MANY}'`,
  /** Only where a cgroup holds it: else it takes the whole machine. */
  forkBomb: 'b() { b | b & }; b; sleep 600',
  /** A bomb that leaves nothing in its environment to know it by. */
  unmarkedForkBomb: `exec env -i /bin/sh -c 'b() { b | b & }; b; sleep 600'`,
  /** 10 GB in one process. */
  allocation: `kept=$(head -c 10G /dev/zero | tr '\\0' x); sleep 600`,
  /** Each process keeps within the limit; all together do not. */
  sharedAllocation: `for n in 1 2 3 4 5 6; do (kept=$(head -c 64M /dev/zero | tr '\\0' x); sleep 600) & done; wait`,
  diskFill: 'n=0; while :; do n=$((n+1)); dd if=/dev/zero of="fill-$n" bs=1M count=16 2>/dev/null; done',
  oneLargeFile: 'dd if=/dev/zero of=large bs=1M count=10240; sleep 600',
  daemon: `setsid env -i /bin/sh -c 'while :; do sleep 1; done' >/dev/null 2>&1 & echo left`,
  flood: 'yes 0123456789012345678901234567890123456789012345678901234567890',
} as const;

/** Limits that are reached soon. */
export const SMALL_LIMITS = {
  RUNNER_STEP_MEMORY_MIB: '256',
  RUNNER_STEP_PROCESSES: '64',
  RUNNER_STEP_DISK_MIB: '128',
} as const;

/** Whether a step can be put into a sandbox on this machine. */
export function hasBubblewrap(): boolean {
  const mounts = ['--ro-bind', '/', '/', '--dev', '/dev', '--proc', '/proc'];
  return spawnSync('bwrap', [...mounts, '--unshare-pid', '--unshare-net', 'true']).status === 0;
}
