import { createHash } from 'node:crypto';
import type { Principal } from '../auth/principal.js';
import { canonicalJson } from './canonical-json.js';

/** What of a request decides whether two are the same one. */
export interface RequestFacts {
  method: string;
  /** As it was sent, with its query. */
  url: string;
  /** The pattern that matched. */
  route: string;
  body: unknown;
  principal: Principal | undefined;
  address: string;
  /** Whatever else proves the caller of a public route; empty for none. */
  cookie: string;
}

export interface KeyedRequest {
  orgId: string | null;
  scope: string;
  route: string;
  key: string;
  /** Of who asks, of what, with which body: the same key with another one is a mistake of the client. */
  fingerprint: string;
}

/** Where a key counts: in the organization of the request, else with the person, else at the address it comes from. */
export function keyedRequest(key: string, facts: RequestFacts): KeyedRequest {
  const { principal } = facts;
  const caller = principal ? `${principal.kind}:${principal.id}` : facts.cookie;
  return {
    orgId: principal?.orgId ?? null,
    scope: scopeOf(principal, facts.address),
    route: `${facts.method} ${facts.route}`,
    key,
    fingerprint: createHash('sha256')
      .update(JSON.stringify([caller, facts.url, canonicalJson(facts.body)]))
      .digest('base64'),
  };
}

function scopeOf(principal: Principal | undefined, address: string): string {
  if (!principal) return `address:${address}`;
  return principal.orgId ? `org:${principal.orgId}` : `${principal.kind}:${principal.id}`;
}
