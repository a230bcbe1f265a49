import { readEnv } from '@throughline/platform';
import { join } from 'node:path';
import { z } from 'zod';

const shape = {
  /** Folder below which each local host has its own; without it this process serves no local host. */
  LOCAL_HOST_ROOT: z.string().optional(),
  /** Where launchers send the lines of the apps. */
  INGEST_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** The compiled launcher; named only where the service itself does not run from its build. */
  LAUNCHER_FILE: z.string().default(join(import.meta.dirname, 'launcher', 'main.js')),
  /** The search path that apps get. */
  PATH: z.string().default('/usr/local/bin:/usr/bin:/bin'),
};

export type DeploymentsConfig = Readonly<z.infer<z.ZodObject<typeof shape>>>;

/** Injection token of this service's slice of the configuration. */
export const DEPLOYMENTS_CONFIG = Symbol('DEPLOYMENTS_CONFIG');

/** Throws, naming the keys, when the environment is not usable. */
export function readDeploymentsConfig(env: NodeJS.ProcessEnv = process.env): DeploymentsConfig {
  return readEnv(shape, env);
}
