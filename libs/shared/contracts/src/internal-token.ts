import { z } from 'zod';

/** Lifetime of the token that the gateway gets for a credential. */
export const INTERNAL_TOKEN_SECONDS = 60;
export const INTERNAL_TOKEN_ISSUER = 'throughline-identity';
/** RFC 9068's type, so that no other JWT of ours passes for an access token. */
export const INTERNAL_TOKEN_TYPE = 'at+jwt';

/** Claims of the internal token; `org_id` is null on routes outside an organization. */
export const internalTokenClaims = z.object({
  sub: z.string(),
  kind: z.enum(['user', 'api_key']),
  name: z.string(),
  org_id: z.uuid().nullable(),
  role: z.string().nullable(),
  permissions: z.array(z.string()),
  act: z.object({ sub: z.string(), name: z.string() }).nullable(),
  auth_epoch: z.int(),
  /** Set for an ingest key: the one source whose lines it may send. */
  service_id: z.uuid().nullable(),
  environment_id: z.uuid().nullable(),
});
export type InternalTokenClaims = z.infer<typeof internalTokenClaims>;

/** What the gateway posts to identity's `/internal/exchange`. */
export const exchangeRequest = z.object({
  credential: z.string().min(1).max(4096),
  /** Slug or id of the organization in the path; null outside one. */
  org: z.string().max(64).nullable(),
  audience: z.string(),
});
export type ExchangeRequest = z.infer<typeof exchangeRequest>;

export const exchangeResponse = z.object({
  token: z.string(),
  orgId: z.uuid().nullable(),
  subject: z.string(),
  /** Seconds for which the gateway may keep this answer (≤ 10). */
  cacheSeconds: z.number(),
});
export type ExchangeResponse = z.infer<typeof exchangeResponse>;
