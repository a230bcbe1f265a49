import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The system account that runs PostgreSQL, which refuses to run as root. */
export interface Account {
  uid: number;
  gid: number;
}

const CANDIDATES = ['postgres', 'nobody'];

/**
 * The account to drop to; undefined when this process is an ordinary user, who needs no other.
 * A cluster that exists stays with its owner, so that a checkout may be started by root and by its user in turn.
 */
export function postgresAccount(home: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(join(home, 'data'), { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const account = accountIn(readFileSync('/etc/passwd', 'utf8'));
  if (account) return account;
  throw new Error(
    `PostgreSQL does not run as root, and /etc/passwd has none of ${CANDIDATES.join(', ')}. ` +
      'Start as an ordinary user or set DATABASE_URL.',
  );
}

/** The first of our candidates in the text of /etc/passwd. */
export function accountIn(passwd: string): Account | undefined {
  const rows = passwd.split('\n').map((line) => line.split(':'));
  for (const name of CANDIDATES) {
    const row = rows.find(([user]) => user === name);
    if (row?.[2] && row[3]) return { uid: Number(row[2]), gid: Number(row[3]) };
  }
  return undefined;
}
