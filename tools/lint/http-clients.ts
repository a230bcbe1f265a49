/**
 * The files that may call a server by themselves, and why each need not go through SafeHttp: whom they call is written
 * by the operator or by us, never by a user. A file that is not here uses SafeHttp (libs/shared/platform/src/outbound).
 */
export const HTTP_CLIENTS: Readonly<Record<string, string>> = {
  'libs/shared/platform/src/outbound/safe-http.ts': 'it is SafeHttp',
  'libs/shared/platform/src/outbound/vetting-connector.ts': 'opens the connections of SafeHttp, after vetting them',
  'gateway/src/credentials/identity-http-client.ts': 'calls identity at IDENTITY_URL',
  'gateway/src/edge/upstream-http-proxy.ts': 'passes requests on to the services at their configured URLs',
  'gateway/src/health/upstream-http-readiness.ts': 'asks the services at their configured URLs whether they are ready',
  'gateway/src/live/live-http-source.ts': 'reads the live streams of the services at their configured URLs',
  'runner/src/server/runner-http-client.ts': 'calls the gateway at GATEWAY_URL',
  'runner/src/steps/http-probe.ts':
    'a step of the user, on the machine where any other step may call whatever its network lets it reach',
  'services/deployments/src/launcher/ingest-http.ts': 'sends lines to INGEST_URL',
  'services/deployments/src/provider/local-host/health-http.ts': 'asks an app on this machine, at 127.0.0.1',
};
