import { z } from 'zod';
import { readEnv } from '../config/read-env.js';

const shape = {
  /** Where traces go, OTLP over HTTP with protobuf: `http://collector:4318`. Without it nothing is traced. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
  /** The same for traces alone, with its path. */
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z.url().optional(),
  /** Headers for the collector: `authorization=Bearer%20…`. Read by the exporter itself. */
  OTEL_EXPORTER_OTLP_HEADERS: z.string().optional(),
  OTEL_SDK_DISABLED: z.enum(['true', 'false']).default('false'),
  /** Instead of the process's own name. */
  OTEL_SERVICE_NAME: z.string().optional(),
  /** More about this process: `deployment.environment.name=production,k8s.pod.name=…`. Read by the SDK itself. */
  OTEL_RESOURCE_ATTRIBUTES: z.string().optional(),
  OTEL_TRACES_SAMPLER: z
    .enum([
      'always_on',
      'always_off',
      'traceidratio',
      'parentbased_always_on',
      'parentbased_always_off',
      'parentbased_traceidratio',
    ])
    .default('parentbased_always_on'),
  /** For the ratios: the share of traces that is kept, 0 to 1. */
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
  /** How long spans wait to be sent together. */
  OTEL_BSP_SCHEDULE_DELAY: z.coerce.number().int().min(1).default(5_000),
};

export type TracingConfig = Readonly<z.infer<z.ZodObject<typeof shape>>>;

/** OpenTelemetry's own settings, by their standard names. Throws when they are not usable. */
export function readTracingConfig(env: NodeJS.ProcessEnv = process.env): TracingConfig {
  return readEnv(shape, env);
}

/** Whether these settings ask for traces. */
export function isTraced(config: TracingConfig): boolean {
  const endpoint = config.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? config.OTEL_EXPORTER_OTLP_ENDPOINT;
  return endpoint !== undefined && config.OTEL_SDK_DISABLED === 'false';
}
