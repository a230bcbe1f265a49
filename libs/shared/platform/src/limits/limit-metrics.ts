import { Counter } from 'prom-client';
import { registry } from '../health/metrics.js';

export const limitsTotal = new Counter({
  name: 'throughline_rate_limited_total',
  help: 'Requests over a limit',
  labelNames: ['limit'],
  registers: [registry],
});
