import { readEnv, SERVICES } from '@throughline/platform';
import { z } from 'zod';

/**
 * What to provision, from the environment; every name may be given as `NAME_FILE`. The passwords are those of the
 * URLs that the services themselves are given, so there is no second copy that could differ.
 * Throws an error that names the keys and never a value.
 * @param {NodeJS.ProcessEnv} env
 */
export function readProvisionConfig(env = process.env) {
  const { PROVISION_DATABASE_URL, PROVISION_SERVICES: services } = readEnv(
    {
      /** An administrator's, to the database that the services will use. */
      PROVISION_DATABASE_URL: z.string(),
      /** Those whose schema lives in this database; all of them unless some have a database of their own. */
      PROVISION_SERVICES: z
        .string()
        .default(SERVICES.join())
        .transform((text) => text.split(',')),
    },
    env,
  );
  return {
    adminUrl: PROVISION_DATABASE_URL,
    services: services.map((service) => ({
      service,
      owner: passwordIn(`${service.toUpperCase()}_MIGRATION_DATABASE_URL`, `${service}_owner`, env),
      password: passwordIn(`${service.toUpperCase()}_DATABASE_URL`, `svc_${service}`, env),
    })),
    queue: readEnv({ QUEUE_DATABASE_URL: z.string().optional() }, env).QUEUE_DATABASE_URL
      ? passwordIn('QUEUE_DATABASE_URL', 'queue', env)
      : undefined,
  };
}

/**
 * @param {string} key
 * @param {string} role
 * @param {NodeJS.ProcessEnv} env
 */
function passwordIn(key, role, env) {
  const url = readEnv({ [key]: z.url({ protocol: /^postgres(ql)?$/ }) }, env)[key];
  const { username, password } = new URL(String(url));
  if (username !== role) throw new Error(`configuration is not usable: ${key}: expected the user ${role}`);
  if (password === '') throw new Error(`configuration is not usable: ${key}: expected a password`);
  return decodeURIComponent(password);
}
