import { spawnSync } from 'node:child_process';
import type { Account } from './account.ts';

/** Where to run, and as whom (undefined: as ourselves). */
export interface Context {
  account: Account | undefined;
  cwd: string;
}

/** Runs a program to its end and returns what it printed. Throws with that when it fails. */
export function runAs({ account, cwd }: Context, program: string, argv: string[]): string {
  const { status, error, stdout, stderr } = spawnSync(program, argv, { ...account, cwd, encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} failed with exit code ${status}:\n${stdout}${stderr}`.trim());
  return stdout;
}

/** True when the account may pass every folder above the path, and read it or (for a folder) write in it. */
export function canReach(account: Account | undefined, path: string, need: 'execute' | 'write'): boolean {
  const test = need === 'write' ? '-w' : '-x';
  const { status } = spawnSync('/bin/sh', ['-c', 'test "$1" "$2"', 'sh', test, path], { ...account, cwd: '/' });
  return status === 0;
}
