import { z } from 'zod';
import { readEnv } from '../config/read-env.js';

const shape = {
  /** Where /metrics is served, away from what answers requests. Without it metrics are served nowhere. */
  METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  METRICS_HOST: z.string().default('0.0.0.0'),
};

export type MetricsConfig = Readonly<z.infer<z.ZodObject<typeof shape>>>;

/** Where this process shows its metrics. */
export function readMetricsConfig(env: NodeJS.ProcessEnv = process.env): MetricsConfig {
  return readEnv(shape, env);
}
