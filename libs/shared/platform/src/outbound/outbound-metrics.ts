import { Histogram } from 'prom-client';
import { registry } from '../health/metrics.js';

/** `outcome`: 2xx and so on, or the reason of an OutboundError. Hosts are the users' affair and no label. */
export const outboundSeconds = new Histogram({
  name: 'throughline_outbound_seconds',
  help: 'Time of calls to addresses that users gave',
  labelNames: ['outcome'],
  buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60],
  registers: [registry],
});
