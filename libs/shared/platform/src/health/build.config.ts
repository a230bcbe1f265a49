import { z } from 'zod';
import { readEnv } from '../config/read-env.js';

const shape = {
  /** Set when the image is built. */
  BUILD_VERSION: z.string().default('dev'),
  BUILD_COMMIT: z.string().default('unknown'),
};

/** Which build this process runs. */
export function readBuildConfig(env: NodeJS.ProcessEnv = process.env): Readonly<z.infer<z.ZodObject<typeof shape>>> {
  return readEnv(shape, env);
}
