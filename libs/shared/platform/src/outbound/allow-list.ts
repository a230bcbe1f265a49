import ipaddr from 'ipaddr.js';
import { liesIn, parseRange, verdictOn } from './address-rules.js';

interface Entry {
  /** A host name, `*.suffix`, or null for a range. */
  name: string | null;
  range: [ipaddr.IPv4 | ipaddr.IPv6, number] | null;
  /** The only port, or null for those of the port list. */
  port: number | null;
}

export interface Destination {
  /** As URL.hostname has it, without brackets. */
  host: string;
  port: number;
}

/**
 * The addresses that are not public and may be called all the same, as the operator wrote them: CIDR ranges, addresses,
 * host names, `*.suffix`, each with `:port` where only one is meant (`[fd00::/8]:3000` for IPv6).
 */
export class AllowList {
  private constructor(private readonly entries: readonly Entry[]) {}

  /** @throws Error that names the entry which cannot be read */
  static parse(text: string): AllowList {
    const parts = text.split(',').map((part) => part.trim());
    return new AllowList(parts.filter((part) => part !== '').map(parseEntry));
  }

  /** Whether the name itself is listed; what it resolves to is then the operator's word. */
  hasName({ host, port }: Destination): boolean {
    return this.entries.some((entry) => entry.name !== null && nameFits(entry.name, host) && portFits(entry, port));
  }

  /** Whether an entry names this port for this host or address: then it need not be in the port list. */
  hasPort({ host, port }: Destination): boolean {
    return this.entries.some(
      (entry) =>
        entry.port === port &&
        (entry.name !== null ? nameFits(entry.name, host) : entry.range !== null && liesIn(host, entry.range)),
    );
  }

  /** Whether the address lies in a listed range. */
  hasRange({ port }: Destination, address: string): boolean {
    return this.entries.some((entry) => entry.range !== null && portFits(entry, port) && liesIn(address, entry.range));
  }

  /** Whether the name's address may be called: it is public, in a listed range, or private behind a listed name. */
  permits(destination: Destination, address: string): boolean {
    if (this.hasRange(destination, address)) return true;
    const verdict = verdictOn(address);
    return verdict === 'public' || (verdict === 'private' && this.hasName(destination));
  }
}

function parseEntry(text: string): Entry {
  const { host, port } = splitPort(text);
  const range = parseRange(host) ?? null;
  const name = range ? null : host.toLowerCase().replace(/\.$/, '');
  const isName = name === null || /^(?:\*\.)?[a-z0-9_](?:[a-z0-9._-]{0,252})$/.test(name);
  if (!isName) throw new Error(`OUTBOUND_ALLOW: "${text}" is neither a CIDR range nor a host name`);
  return { name, range, port };
}

function splitPort(text: string): { host: string; port: number | null } {
  const bracketed = /^\[([^\]]+)\](?::(\d{1,5}))?$/.exec(text);
  const plain = bracketed ?? /^([^:]+)(?::(\d{1,5}))?$/.exec(text);
  const [, host = text, port] = plain ?? [];
  return { host, port: port === undefined ? null : Number(port) };
}

function nameFits(name: string, host: string): boolean {
  if (name.startsWith('*.')) return host.endsWith(name.slice(1)) && host.length > name.length - 1;
  return host === name;
}

function portFits({ port }: Entry, wanted: number): boolean {
  return port === null || port === wanted;
}
