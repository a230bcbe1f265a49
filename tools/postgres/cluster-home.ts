import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Account } from './account.ts';
import { canReach } from './run-as.ts';

export interface HomeRequest {
  /** The folder in the checkout, absolute. */
  home: string;
  account: Account;
  /** The folder for homes that cannot stay in their checkout. */
  shared: string;
  say: (message: string) => void;
}

/** Written into a home that was moved out: the place in a checkout that leads to it. */
const NOTE = 'home.json';

/**
 * A folder that belongs to the account and that it can reach. It is `home` itself, or one under `shared` with a link
 * to it at `home`. Says so when it moves something.
 */
export function reachableHome(request: HomeRequest): string {
  const { home, account } = request;
  const place = isLink(home) ? linkedHome(request) : undefined;
  if (place) return place;
  const isNew = !existsSync(home);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  own(home, account);
  if (canReach(account, home, 'write')) return home;
  if (isNew) rmSync(home, { recursive: true });
  return moveOut(request);
}

/** Follows the link of an earlier start, unless it came here with a copy of another checkout. */
function linkedHome({ home, shared, say }: HomeRequest): string | undefined {
  const place = readlinkSync(home);
  const noted = notedHome(place);
  if (noted === home) return place;
  rmSync(home);
  if (!noted || (isLink(noted) && readlinkSync(noted) === place)) {
    say(`${home} led to the database of another checkout; this one starts with its own, empty.`);
    return undefined;
  }
  // The checkout was renamed: its data goes with it.
  const renamed = placeFor(home, shared);
  renameSync(place, renamed);
  connect(home, renamed);
  return renamed;
}

function moveOut({ home, account, shared, say }: HomeRequest): string {
  const place = placeFor(home, shared);
  mkdirSync(shared, { recursive: true, mode: 0o755 });
  if (existsSync(home)) {
    execFileSync('mv', ['-T', home, place]);
  } else {
    mkdirSync(place, { recursive: true, mode: 0o700 });
  }
  own(place, account);
  connect(home, place);
  say(`PostgreSQL's account cannot enter ${home}, so the database is kept in ${place}.`);
  return place;
}

function connect(home: string, place: string): void {
  writeFileSync(join(place, NOTE), JSON.stringify({ home }));
  symlinkSync(place, home);
}

function placeFor(home: string, shared: string): string {
  return join(shared, createHash('sha256').update(home).digest('hex').slice(0, 16));
}

function notedHome(place: string): string | undefined {
  try {
    return (JSON.parse(readFileSync(join(place, NOTE), 'utf8')) as { home: string }).home;
  } catch {
    return undefined;
  }
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

function own(folder: string, { uid, gid }: Account): void {
  chownSync(folder, uid, gid);
  chmodSync(folder, 0o700);
}
