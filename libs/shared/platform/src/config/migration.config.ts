import { z } from 'zod';
import { readEnv } from './read-env.js';

const shape = {
  /** The schema owner's connection. */
  MIGRATION_DATABASE_URL: z.string(),
  /** Set where the queues live in PostgreSQL: their schema is migrated too. */
  QUEUE_DATABASE_URL: z.string().optional(),
};

/** The configuration of a migration job, which needs nothing of the service's own. Throws when it is not usable. */
export function readMigrationConfig(
  env: NodeJS.ProcessEnv = process.env,
): Readonly<z.infer<z.ZodObject<typeof shape>>> {
  return readEnv(shape, env);
}
