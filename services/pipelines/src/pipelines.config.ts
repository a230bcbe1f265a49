import { readEnv } from '@throughline/platform';
import { isAbsolute } from 'node:path';
import { z } from 'zod';

const absolutePaths = z
  .string()
  .default('')
  .transform((text) => text.split(',').filter((path) => path !== ''))
  .refine((paths) => paths.every(isAbsolute), 'expected absolute paths, separated by commas');

const shape = {
  /** Folders below which a repository may be a `file://` URL; none by default. */
  GIT_LOCAL_ROOTS: absolutePaths,
  /** What a new runner proves itself with; without it no runner can register. */
  RUNNER_REGISTRATION_TOKEN: z.string().min(16).optional(),
};

export type PipelinesConfig = Readonly<z.infer<z.ZodObject<typeof shape>>>;
export const PIPELINES_CONFIG = Symbol('PIPELINES_CONFIG');

/** This service's own slice of the configuration. Throws when it is not usable. */
export function readPipelinesConfig(env: NodeJS.ProcessEnv = process.env): PipelinesConfig {
  return readEnv(shape, env);
}
