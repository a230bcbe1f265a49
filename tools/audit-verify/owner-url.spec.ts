import { ownerUrl } from './owner-url.ts';

const FILES: Record<string, string> = {
  '/x/secrets/database-identity-owner': 'pass/word\n',
  '/x/postgres/data/postmaster.pid': '41\n/x/postgres/data\n1764000000\n5433\n/tmp\n127.0.0.1\n',
  '/stopped/secrets/database-identity-owner': 'pass\n',
};
const read = (file: string): string | undefined => FILES[file];

describe('the URL of identity’s owner', () => {
  it.each([
    [{ MIGRATION_DATABASE_URL: 'postgres://a' }, '/none', 'postgres://a'],
    [
      { MIGRATION_DATABASE_URL: 'postgres://a', IDENTITY_MIGRATION_DATABASE_URL: 'postgres://b' },
      '/none',
      'postgres://b',
    ],
    [{}, '/x', 'postgres://identity_owner:pass%2Fword@127.0.0.1:5433/throughline'],
    [
      { DATABASE_URL: 'postgres://root:secret@db:6000/postgres?sslmode=require' },
      '/x',
      'postgres://identity_owner:pass%2Fword@db:6000/throughline?sslmode=require',
    ],
  ])('of %p and %p', (env, folder, url) => expect(ownerUrl(env, folder, read)).toEqual({ url }));

  it.each([
    ['/none', 'There is no installation in /none'],
    ['/stopped', 'Run `npm start`'],
  ])('of %p is missing', (folder, words) =>
    expect(ownerUrl({}, folder, read)).toEqual({ missing: expect.stringContaining(words) }),
  );
});
