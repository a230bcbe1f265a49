import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Secrets of an installation: one file each, readable by its owner only, made at first use and kept. */
export interface SecretStore {
  /** For passwords and tokens: 32 random bytes, base64url. */
  token(name: string): string;
  /** For keys: 32 random bytes, base64. */
  key(name: string): string;
  /** One that somebody may have put there; never made. */
  given(name: string): string | undefined;
}

export function openSecrets(folder: string): SecretStore {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return {
    token: (name) => kept(folder, name, 'base64url'),
    key: (name) => kept(folder, name, 'base64'),
    given: (name) => read(join(folder, name)),
  };
}

function kept(folder: string, name: string, encoding: 'base64' | 'base64url'): string {
  const file = join(folder, name);
  return read(file) ?? create(file, randomBytes(32).toString(encoding));
}

/** Written aside and linked, so that an interrupted start leaves a whole secret or none. */
function create(file: string, secret: string): string {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${secret}\n`, { mode: 0o600 });
  try {
    linkSync(draft, file);
  } finally {
    rmSync(draft);
  }
  return secret;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
