import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeSecretFiles } from '../../infra/compose/secret-files.mjs';
import { SECRETS } from '../../infra/compose/secret-table.mjs';

describe('the secrets of a compose installation', () => {
  const folder = mkdtempSync(join(tmpdir(), 'secret-files-'));
  const made = makeSecretFiles(folder);
  const content = (name: string): string => readFileSync(join(folder, name), 'utf8').trim();
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are all made, in a folder that lets only its owner in and that git ignores', () => {
    expect(made).toEqual(SECRETS.map(([name]) => name));
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(content('.gitignore')).toBe('*');
    expect(readdirSync(folder)).toHaveLength(made.length + 1);
  });

  it('can be read by the users of the containers, and written by nobody', () => {
    for (const name of made) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o444);
  });

  it('stay as they are, and one that was removed is made anew', () => {
    const kept = content('identity_kek');
    const before = content('billing_database_url');
    rmSync(join(folder, 'billing_database_url'), { force: true });
    expect(makeSecretFiles(folder)).toEqual(['billing_database_url']);
    expect(content('billing_database_url')).not.toBe(before);
    expect(content('identity_kek')).toBe(kept);
  });

  it('agree where two of them are the same password', () => {
    expect(new URL(content('provision_database_url')).password).toBe(content('postgres_password'));
    expect(new URL(content('redis_url')).password).toBe(content('redis_password'));
    expect(content('redis_conf')).toBe(`requirepass ${content('redis_password')}`);
  });

  it('are different for every role and service', () => {
    const passwords = made.filter((name) => /_(database_url|kek)$|token|internal/.test(name)).map(content);
    expect(new Set(passwords).size).toBe(passwords.length);
    expect(Buffer.from(content('billing_kek'), 'base64')).toHaveLength(32);
  });
});
