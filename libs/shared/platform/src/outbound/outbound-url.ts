import { isIP } from 'node:net';
import type { AllowList, Destination } from './allow-list.js';
import { outboundError } from './outbound-error.js';

export interface UrlRules {
  ports: ReadonlySet<number>;
  allow: AllowList;
}

const DEFAULT_PORT: Record<string, number> = { 'http:': 80, 'https:': 443 };
const MAX_URL = 2_048;
/** Names that mean a machine or a network of one's own; a resolver that answers for them changes nothing. */
const LOCAL_NAME = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home\.arpa|localdomain|in-addr\.arpa|ip6\.arpa)$/;

/**
 * Reads a URL that a user gave, as browsers do, and refuses it where its text alone says that it must not be called:
 * another scheme or port, credentials in it, an address or name that is not public. Every spelling of an address
 * (`127.1`, `0x7f.1`, `2130706433`, circled digits) has become the same address before it is looked at.
 * @throws OutboundError, permanent
 */
export function vetUrl(text: string, rules: UrlRules): URL {
  const url = text.length > MAX_URL ? null : URL.parse(text);
  if (!url) throw outboundError('url_invalid');
  if (!(url.protocol in DEFAULT_PORT)) throw outboundError('scheme_refused');
  if (url.username !== '' || url.password !== '') throw outboundError('credentials_in_url');
  vetDestination(destinationOf(url), rules);
  url.hash = '';
  return url;
}

function vetDestination(destination: Destination, rules: UrlRules): void {
  const { host, port } = destination;
  if (isIP(host) !== 0) {
    if (!rules.allow.permits(destination, host)) throw outboundError('address_refused');
  } else if (!rules.allow.hasName(destination)) refuseLocalName(host);
  if (!rules.ports.has(port) && !rules.allow.hasPort(destination)) throw outboundError('port_refused');
}

export function destinationOf(url: URL): Destination {
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  return { host, port: url.port === '' ? (DEFAULT_PORT[url.protocol] ?? 0) : Number(url.port) };
}

/** A name without a dot is looked up in the search domains of our own network. */
function refuseLocalName(host: string): void {
  if (!host.includes('.') || LOCAL_NAME.test(host)) throw outboundError('address_refused');
}
