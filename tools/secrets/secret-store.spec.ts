import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSecrets } from './secret-store.ts';

describe('the secret store', () => {
  const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('keeps a secret between starts, readable by its owner only', () => {
    const first = openSecrets(join(folder, 'a')).token('internal');
    expect(openSecrets(join(folder, 'a')).token('internal')).toBe(first);
    expect(statSync(join(folder, 'a/internal')).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'a')).mode & 0o777).toBe(0o700);
  });

  it('makes every secret a different one of 32 bytes', () => {
    const secrets = openSecrets(join(folder, 'b'));
    expect(secrets.token('one')).not.toBe(secrets.token('two'));
    expect(Buffer.from(secrets.key('kek'), 'base64')).toHaveLength(32);
    expect(Buffer.from(secrets.token('one'), 'base64url')).toHaveLength(32);
  });
});
