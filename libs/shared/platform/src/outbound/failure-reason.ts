import type { OutboundReason } from './outbound-error.js';

const BY_CODE: Record<string, OutboundReason> = {
  ENOTFOUND: 'name_unknown',
  ENODATA: 'name_unknown',
  EAI_AGAIN: 'name_unavailable',
  EAI_FAIL: 'name_unavailable',
  ESERVFAIL: 'name_unavailable',
  ETIMEOUT: 'name_unavailable',
  ECONNREFUSED: 'not_connected',
  EHOSTUNREACH: 'not_connected',
  ENETUNREACH: 'not_connected',
  EADDRNOTAVAIL: 'not_connected',
  ETIMEDOUT: 'not_connected',
  UND_ERR_CONNECT_TIMEOUT: 'not_connected',
  UND_ERR_HEADERS_TIMEOUT: 'timed_out',
  UND_ERR_BODY_TIMEOUT: 'timed_out',
};
/** Failures after which the request was certainly not processed. */
const BEFORE_SENDING = new Set<OutboundReason>([
  'name_unknown',
  'name_unavailable',
  'not_connected',
  'certificate_refused',
]);
const CERTIFICATE = /^(?:CERT_|ERR_TLS_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_MISMATCH|EPROTO|ERR_SSL)/;

/** What a failure of the HTTP client means. An error of several attempts means what its first one does. */
export function reasonOf(error: unknown): OutboundReason {
  const { name, code, errors } = error as { name?: string; code?: string; errors?: unknown[] };
  if (name === 'TimeoutError') return 'timed_out';
  if (errors?.[0] !== undefined && code === undefined) return reasonOf(errors[0]);
  const known = BY_CODE[code ?? ''];
  if (known) return known;
  return CERTIFICATE.test(code ?? '') ? 'certificate_refused' : 'broken_off';
}

/** Whether a request that failed so cannot have reached the other side. */
export function isBeforeSending(reason: OutboundReason): boolean {
  return BEFORE_SENDING.has(reason);
}
