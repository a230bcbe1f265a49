import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** The process's metrics, in Prometheus' text format at /metrics. */
export const registry = new Registry();

export const requestSeconds = new Histogram({
  name: 'throughline_http_request_seconds',
  help: 'Time from request to the end of the answer',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  registers: [registry],
});

export const outboxWaiting = new Gauge({
  name: 'throughline_outbox_waiting',
  help: 'Events not yet published',
  registers: [registry],
});
export const outboxOldestSeconds = new Gauge({
  name: 'throughline_outbox_oldest_seconds',
  help: 'Age of the oldest event not yet published',
  registers: [registry],
});

/** Starts the metrics of the Node process itself. */
export function startDefaultMetrics(service: string): void {
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
}
