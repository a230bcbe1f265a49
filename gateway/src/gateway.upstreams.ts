import type { GatewayConfig } from './gateway.config.js';
import type { Upstream } from './routing/routes.js';

/** Where each service listens. */
export function upstreamUrls(config: GatewayConfig): Record<Upstream, string> {
  return {
    identity: config.IDENTITY_URL,
    pipelines: config.PIPELINES_URL,
    deployments: config.DEPLOYMENTS_URL,
    observability: config.OBSERVABILITY_URL,
    billing: config.BILLING_URL,
  };
}
