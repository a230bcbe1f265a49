import proxyAddr from '@fastify/proxy-addr';
import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';

/** Who a request is from, and how and under which name it reached us, or the proxies that we trust. */
export interface Peer {
  ip: string;
  host: string;
  protocol: 'http' | 'https';
}

/**
 * Reads the peer of a request as Fastify does (`trustProxy`): what `X-Forwarded-*` say counts only where the connection
 * comes from a trusted range, the address is the last one that no trusted proxy has, of the others the last entry counts.
 * @param ranges addresses, CIDR ranges or names such as `loopback`; none trusts nobody
 */
export function peerReader(ranges: readonly string[]): (request: IncomingMessage) => Peer {
  if (ranges.length === 0) return (request) => directPeer(request);
  const trusts = proxyAddr.compile([...ranges]);
  return (request) => {
    const direct = directPeer(request);
    if (!trusts(direct.ip, 0)) return direct;
    const { 'x-forwarded-host': host, 'x-forwarded-proto': protocol } = request.headers;
    return {
      ip: proxyAddr.all(request, trusts).at(-1) ?? direct.ip,
      host: lastEntry(host) || direct.host,
      protocol: protocol === undefined ? direct.protocol : lastEntry(protocol) === 'https' ? 'https' : 'http',
    };
  };
}

function directPeer({ socket, headers }: IncomingMessage): Peer {
  return {
    ip: socket.remoteAddress ?? '',
    host: headers.host ?? '',
    protocol: (socket as Partial<TLSSocket>).encrypted === true ? 'https' : 'http',
  };
}

function lastEntry(header: string | string[] | undefined): string {
  const text = Array.isArray(header) ? (header.at(-1) ?? '') : (header ?? '');
  return text.slice(text.lastIndexOf(',') + 1).trim();
}
