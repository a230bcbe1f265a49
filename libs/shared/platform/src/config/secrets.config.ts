import { z } from 'zod';
import { kek, previousKeks } from './key-shape.js';
import { readEnv } from './read-env.js';

const shape = {
  /** As the service's own role. */
  DATABASE_URL: z.string(),
  /** Wraps the data keys that seal secrets. */
  KEK: kek,
  KEK_PREVIOUS: previousKeks,
};

export type SecretsConfig = Readonly<z.infer<z.ZodObject<typeof shape>>>;

/** The configuration of a service's job on its sealed secrets. Throws when it is not usable. */
export function readSecretsConfig(env: NodeJS.ProcessEnv = process.env): SecretsConfig {
  return readEnv(shape, env);
}
