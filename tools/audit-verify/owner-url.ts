import { join } from 'node:path';
import { DATABASE } from '../postgres/provision.ts';

const ROLE = 'identity_owner';
/** The line of PostgreSQL's postmaster.pid that names the port. */
const PORT_LINE = 3;

/**
 * The URL of the owner of identity's schema: of the environment, else of the installation in the folder, whose
 * embedded PostgreSQL runs while `npm start` does. `missing` says what to do when there is none.
 */
export function ownerUrl(
  env: NodeJS.ProcessEnv,
  folder: string,
  read: (file: string) => string | undefined,
): { url: string } | { missing: string } {
  const given = env['IDENTITY_MIGRATION_DATABASE_URL'] ?? env['MIGRATION_DATABASE_URL'];
  if (given) return { url: given };
  const password = read(join(folder, 'secrets/database-identity-owner'))?.trim();
  if (!password)
    return {
      missing: `There is no installation in ${folder}. Name its folder with --data, or set MIGRATION_DATABASE_URL.`,
    };
  const server = env['DATABASE_URL'] ?? embedded(folder, read);
  if (!server)
    return {
      missing: 'The installation’s PostgreSQL does not run. Run `npm start` in another terminal, then this again.',
    };
  const url = new URL(server);
  url.username = ROLE;
  url.password = encodeURIComponent(password);
  url.pathname = `/${DATABASE}`;
  return { url: url.href };
}

function embedded(folder: string, read: (file: string) => string | undefined): string | undefined {
  const port = read(join(folder, 'postgres/data/postmaster.pid'))?.split('\n')[PORT_LINE]?.trim();
  return port && /^\d+$/.test(port) ? `postgres://127.0.0.1:${port}` : undefined;
}
