import canonicalize from 'canonicalize';
import { createHash } from 'node:crypto';

export interface PlatformFact {
  id: string;
  sequence: number;
  action: string;
  actorId: string | null;
  actorName: string;
  organizationId: string | null;
  subjectKind: string;
  subjectId: string;
  reason: string | null;
  details: Record<string, unknown> | null;
  ip: string | null;
  userAgent: string | null;
  occurredAt: string;
}

/** The hash of an entry of the platform's log: over the one before it and all that this one says (RFC 8785 JSON). */
export function platformHash(previous: Buffer, fact: PlatformFact): Buffer {
  return createHash('sha256')
    .update(previous)
    .update(canonicalize(fact) ?? '')
    .digest();
}
