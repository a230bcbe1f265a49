import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Account } from './account.ts';
import type { Placement } from './placement.ts';
import { runAs } from './run-as.ts';

export const SUPERUSER = 'throughline';

export interface InitialiseRequest {
  place: Placement;
  account: Account | undefined;
  password: string;
  /** False skips fsync: for clusters that are thrown away. */
  durable: boolean;
}

/**
 * Makes the cluster's data folder when there is none and returns its path. It is built beside and renamed, so an
 * interrupted start leaves no half of one.
 */
export function initialise({ place, account, password, durable }: InitialiseRequest): string {
  const data = join(place.home, 'data');
  const program = join(place.bin, 'postgres');
  if (existsSync(data)) {
    assertSameMajor(data, runAs({ account, cwd: place.home }, program, ['--version']));
    return data;
  }
  const draft = join(place.home, 'data.new');
  const passwordFile = join(place.home, 'password.new');
  rmSync(draft, { recursive: true, force: true });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) chownSync(passwordFile, account.uid, account.gid);
  try {
    runAs({ account, cwd: place.home }, join(place.bin, 'initdb'), [
      `--pgdata=${draft}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // Sorting must not depend on the languages that the machine happens to have.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      ...(durable ? [] : ['--no-sync']),
    ]);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, data);
  return data;
}

function assertSameMajor(data: string, version: string): void {
  const made = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  const installed = /(\d+)\./.exec(version)?.[1];
  if (made === installed) return;
  throw new Error(
    `The database in ${data} was made by PostgreSQL ${made} and this checkout brings ${installed}. ` +
      'Dump it with the former version, or move the folder away to start with an empty one.',
  );
}
