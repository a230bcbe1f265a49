import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

export type AddressVerdict = 'public' | 'private' | 'never';

/** Private networks: forbidden unless the operator allows them by name. The rest is never what a name should mean. */
const PRIVATE = new Set(['private', 'loopback', 'carrierGradeNat', 'uniqueLocal']);
/** Azure's wire server answers at a public address. */
const METADATA = new Set(['168.63.129.16', '192.0.0.192', '100.100.100.200', 'fd00:ec2::254']);
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number];
const DOCUMENTATION = ipaddr.parseCIDR('3fff::/20') as [ipaddr.IPv6, number];
/** The prefix under which DNS64 writes every IPv4 address. */
const NAT64 = ipaddr.parseCIDR('64:ff9b::/96') as [ipaddr.IPv6, number];

/**
 * What kind of address this is, in any of its spellings. IPv4 inside IPv6 (mapped, or behind NAT64) counts as the IPv4
 * address that it reaches; tunnels (6to4, Teredo) and whatever is not plain unicast are never called.
 */
export function verdictOn(text: string): AddressVerdict {
  const address = reached(text);
  if (!address || METADATA.has(address.toString())) return 'never';
  const range = address.range();
  if (PRIVATE.has(range)) return 'private';
  if (range !== 'unicast') return 'never';
  if (address instanceof ipaddr.IPv4) return 'public';
  return address.match(GLOBAL_UNICAST) && !address.match(DOCUMENTATION) ? 'public' : 'never';
}

/** Whether the address lies in a CIDR range, both as what they reach. */
export function liesIn(text: string, range: [Address, number]): boolean {
  const address = reached(text);
  const [network, bits] = range;
  if (!address || address.kind() !== network.kind()) return false;
  return address.match([network, bits] as never);
}

/** A CIDR range or a single address; undefined for anything else. */
export function parseRange(text: string): [Address, number] | undefined {
  if (ipaddr.isValidCIDR(text)) return ipaddr.parseCIDR(text);
  if (!ipaddr.isValid(text) || !/[.:].*[.:]/.test(text)) return undefined;
  const address = ipaddr.process(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

function reached(text: string): Address | undefined {
  if (!ipaddr.isValid(text)) return undefined;
  const address = ipaddr.process(text); // a mapped IPv4 address becomes that address
  if (!(address instanceof ipaddr.IPv6) || !address.match(NAT64)) return address;
  return ipaddr.fromByteArray(address.toByteArray().slice(12));
}
