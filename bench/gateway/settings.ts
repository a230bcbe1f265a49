/**
 * What the measured gateway is set to beyond its defaults: every request is still counted against its caller's
 * limit, but the limit itself lies beyond what a load generator reaches.
 */
const BEYOND = '1000000000';

export const GATEWAY_SETTINGS: Record<string, string> = {
  RATE_SESSION: BEYOND,
  RATE_API: BEYOND,
  RATE_INGEST: BEYOND,
  RATE_RUNNER: BEYOND,
  RATE_HOOK: BEYOND,
  RATE_REFUSED: BEYOND,
  RATE_ADDRESS: BEYOND,
  RATE_ORG: BEYOND,
  RATE_ORG_INGEST: BEYOND,
};
