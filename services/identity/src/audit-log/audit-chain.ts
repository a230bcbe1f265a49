import canonicalize from 'canonicalize';
import { createHash } from 'node:crypto';

export interface ChainedFact {
  id: string;
  orgId: string;
  sequence: number;
  service: string;
  action: string;
  actorId: string | null;
  actorName: string | null;
  /** Who stood behind the actor. Absent from what was recorded, and so from its hash, when nobody did. */
  impersonatorId?: string;
  impersonatorName?: string;
  resourceKind: string;
  resourceId: string;
  resourceName: string | null;
  before: unknown;
  after: unknown;
  ip: string | null;
  userAgent: string | null;
  occurredAt: string;
}

/** What the first entry of an organization follows. */
export const CHAIN_START = Buffer.alloc(32);

/**
 * The hash of an entry: over the entry before it and all that this one says (RFC 8785 JSON). Changing, dropping or
 * reordering an entry breaks every hash after it.
 */
export function chainHash(previous: Buffer, fact: ChainedFact): Buffer {
  return createHash('sha256')
    .update(previous)
    .update(canonicalize(fact) ?? '')
    .digest();
}
