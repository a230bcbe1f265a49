import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { readBuildConfig } from './build.config.js';

/** The process's metrics, in Prometheus' text format. */
export const registry = new Registry();

/** Rate, errors and duration of every route: its count, its status label, its buckets. */
export const requestSeconds = new Histogram({
  name: 'throughline_http_request_seconds',
  help: 'Time from request to the end of the answer',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  registers: [registry],
});

/** The same for events: what was applied, how it ended and how long it took. */
export const eventSeconds = new Histogram({
  name: 'throughline_event_seconds',
  help: 'Time to apply an event',
  labelNames: ['event', 'outcome'],
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

export const queueJobs = new Gauge({
  name: 'throughline_queue_jobs',
  help: 'Jobs in the queue of this service, by state',
  labelNames: ['queue', 'state'],
  registers: [registry],
});

export const poolConnections = new Gauge({
  name: 'throughline_database_pool_connections',
  help: 'Connections of the pool: in use, idle, and requests that wait for one',
  labelNames: ['state'],
  registers: [registry],
});
export const poolSize = new Gauge({
  name: 'throughline_database_pool_size',
  help: 'How many connections the pool may have',
  registers: [registry],
});

const eventLoopLag = new Histogram({
  name: 'throughline_event_loop_lag_seconds',
  help: 'How late a timer fires',
  buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 10],
  registers: [registry],
});

const buildInfo = new Gauge({
  name: 'throughline_build_info',
  help: '1, with what runs in its labels',
  labelNames: ['version', 'commit', 'node'],
  registers: [registry],
});

const LAG_MS = 500;

/** Starts the metrics of the Node process itself, and says what runs. */
export function startDefaultMetrics(service: string, build: ReturnType<typeof readBuildConfig>): void {
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  buildInfo.set({ version: build.BUILD_VERSION, commit: build.BUILD_COMMIT, node: process.version }, 1);
  let due = performance.now() + LAG_MS;
  setInterval(() => {
    eventLoopLag.observe(Math.max(0, performance.now() - due) / 1_000);
    due = performance.now() + LAG_MS;
  }, LAG_MS).unref();
}
