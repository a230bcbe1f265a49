import { SERVICES } from '../../libs/shared/platform/src/database/provision-sql.ts';
import type { RolePasswords } from '../postgres/provision.ts';
import type { SecretStore } from '../secrets/secret-store.ts';

/** The passwords of all database roles, made at the first start and kept. */
export function rolePasswords(secrets: SecretStore): RolePasswords {
  const each = (suffix: string): Record<string, string> =>
    Object.fromEntries(SERVICES.map((service: string) => [service, secrets.token(`database-${service}${suffix}`)]));
  return { owners: each('-owner'), services: each(''), queue: secrets.token('database-queue') };
}

/** The same server and database for another role. */
export function urlFor(adminUrl: string, role: string, password: string): string {
  const url = new URL(adminUrl);
  url.username = role;
  url.password = encodeURIComponent(password);
  return url.href;
}
