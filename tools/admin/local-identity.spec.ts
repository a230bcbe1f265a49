import { localIdentityEnvironment } from './local-identity.ts';

const FILES: Record<string, string> = {
  '/d/secrets/database-identity': 'a b',
  '/d/secrets/database-queue': 'q',
  '/d/secrets/kek': 'k\n',
  '/d/secrets/internal': 'i',
  '/d/postgres/data/postmaster.pid': '7\n/d/postgres/data\n1\n5439\n',
  '/d/ready.json': '{"url":"http://localhost:4400","pid":7}',
};

const reading = (files: Record<string, string>) => (path: string) => {
  const text = files[path];
  if (text === undefined) throw new Error(`no ${path}`);
  return text;
};

describe('the environment of a command in a local installation', () => {
  it('is what the running installation has', () => {
    expect(localIdentityEnvironment('/d', reading(FILES))).toMatchObject({
      DATABASE_URL: 'postgres://svc_identity:a%20b@127.0.0.1:5439/throughline',
      KEK: 'k',
      PUBLIC_URL: 'http://localhost:4400',
    });
  });

  it('is none when the installation does not run', () => {
    const { '/d/ready.json': _ready, ...stopped } = FILES;
    expect(localIdentityEnvironment('/d', reading(stopped))).toBeUndefined();
  });
});
