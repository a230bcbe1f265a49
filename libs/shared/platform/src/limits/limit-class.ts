import ipaddr from 'ipaddr.js';
import { isIPv4 } from 'node:net';

/** One kind of request that is limited by itself. */
export interface LimitClass {
  /** In the headers and in the store's keys: `login`. Unique in the installation. */
  name: string;
  /** How many a caller may have in a window. */
  limit: number;
  windowSeconds: number;
  /**
   * Counted at every request: without Redis it is counted in each process by itself, because a row written in
   * PostgreSQL for each would cost more than the requests.
   */
  isFrequent?: boolean;
}

/** An address as a caller: of IPv6 the network of 64 bits, which is what one household or machine is given. */
export function addressCaller(ip: string): string {
  if (isIPv4(ip)) return `ip:${ip}`; // has one spelling
  if (!ipaddr.isValid(ip)) return `ip:${ip}`;
  const address = ipaddr.process(ip);
  if (address instanceof ipaddr.IPv4) return `ip:${address.toString()}`;
  return `ip:${address.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`;
}
