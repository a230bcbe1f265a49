import { lookup } from 'node:dns/promises';

/** Looks a name up. Every address it gives is vetted, and only those are connected to. */
export interface Resolver {
  /** All A and AAAA addresses. Rejects with Node's DNS errors. */
  resolve(host: string): Promise<readonly string[]>;
}

/** As the operating system does it, hosts file included. */
export const systemResolver: Resolver = {
  resolve: async (host) => (await lookup(host, { all: true, order: 'verbatim' })).map(({ address }) => address),
};
