import { join } from 'node:path';

type Read = (path: string) => string;

/** The line of PostgreSQL's postmaster.pid that holds its port. */
const PORT_LINE = 3;

/**
 * What identity has in its environment in the installation that `npm start` runs, as far as a command needs it; undefined
 * when none runs there.
 */
export function localIdentityEnvironment(dataDir: string, read: Read): Record<string, string> | undefined {
  try {
    const secret = (name: string): string => read(join(dataDir, 'secrets', name)).trim();
    const port = read(join(dataDir, 'postgres/data/postmaster.pid')).split('\n')[PORT_LINE];
    const { url } = JSON.parse(read(join(dataDir, 'ready.json'))) as { url: string };
    const databaseUrl = (role: string, password: string): string =>
      `postgres://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/throughline`;
    return {
      DATABASE_URL: databaseUrl('svc_identity', secret('database-identity')),
      QUEUE_DATABASE_URL: databaseUrl('queue', secret('database-queue')),
      KEK: secret('kek'),
      INTERNAL_SECRET: secret('internal'),
      PUBLIC_URL: url,
      JWKS_URL: `${url}/internal/jwks`,
      BLOB_DIR: join(dataDir, 'blobs'),
      WORK_DIR: join(dataDir, 'identity'),
    };
  } catch {
    return undefined;
  }
}
