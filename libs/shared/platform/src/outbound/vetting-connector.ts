import type { LookupAddress } from 'node:dns';
import { isIP, type LookupFunction, type Socket } from 'node:net';
import { buildConnector } from 'undici';
import type { AllowList, Destination } from './allow-list.js';
import { outboundError } from './outbound-error.js';
import type { Resolver } from './resolver.js';

export interface VettingOptions {
  allow: AllowList;
  resolver: Resolver;
  connectTimeoutMs: number;
}

/**
 * Opens the connections of SafeHttp. A name is looked up once, all of its addresses are vetted, and the connection goes
 * to one of exactly those: between the check and the use there is no second look-up that could answer differently.
 * What the socket says that it reached is vetted once more before the first byte is sent.
 */
export function vettingConnector({ allow, resolver, connectTimeoutMs }: VettingOptions): buildConnector.connector {
  return (options, callback) => {
    const destination = destinationOf(options);
    const connect = buildConnector({
      timeout: connectTimeoutMs,
      allowH2: false,
      lookup: vettingLookup(destination, allow, resolver),
    } as buildConnector.BuildOptions);
    connect(options, (...[error, socket]: Parameters<buildConnector.Callback>) => {
      if (error || !socket) return callback(error ?? new Error('no socket'), null);
      if (allow.permits(destination, (socket as Socket).remoteAddress ?? '')) return callback(null, socket);
      socket.destroy();
      callback(outboundError('address_refused'), null);
    });
  };
}

function destinationOf({ hostname, protocol, port }: buildConnector.Options): Destination {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  return { host, port: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port) };
}

function vettingLookup(destination: Destination, allow: AllowList, resolver: Resolver): LookupFunction {
  return (_hostname, options, callback) => {
    vettedAddresses(destination, allow, resolver).then(
      (addresses) => {
        const [first] = addresses;
        if (options.all) callback(null, addresses);
        else callback(null, first?.address ?? '', first?.family ?? 4);
      },
      (error: NodeJS.ErrnoException) => callback(error, ''),
    );
  };
}

/** One forbidden address among them spoils the name: a mixed answer is how an attack looks. */
export async function vettedAddresses(
  destination: Destination,
  allow: AllowList,
  resolver: Resolver,
): Promise<LookupAddress[]> {
  const addresses = await resolver.resolve(destination.host);
  if (addresses.length === 0) throw outboundError('name_unknown');
  if (!addresses.every((address) => allow.permits(destination, address))) throw outboundError('address_refused');
  return addresses.map((address) => ({ address, family: isIP(address) }));
}
