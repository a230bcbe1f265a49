/**
 * Gives the services that this process starts a Redis under their queues and a collector for their traces. Returns what
 * makes it as before.
 */
export function useSurroundings(redisUrl: string, collectorUrl: string): () => void {
  const { QUEUE_BACKEND, REDIS_URL, OTEL_EXPORTER_OTLP_ENDPOINT } = process.env;
  const former = { QUEUE_BACKEND, REDIS_URL, OTEL_EXPORTER_OTLP_ENDPOINT };
  const now = { QUEUE_BACKEND: 'redis', REDIS_URL: redisUrl, OTEL_EXPORTER_OTLP_ENDPOINT: collectorUrl };
  Object.assign(process.env, now);
  return () => {
    for (const [name, value] of Object.entries(former)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}

/** Sets more of the environment that a service reads as it starts. */
export function setEnvironment(settings: Record<string, string>): void {
  Object.assign(process.env, settings);
}
