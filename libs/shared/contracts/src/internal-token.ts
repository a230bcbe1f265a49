import { z } from 'zod';

/** Lifetime of the token that the gateway gets for a credential. */
export const INTERNAL_TOKEN_SECONDS = 60;
export const INTERNAL_TOKEN_ISSUER = 'throughline-identity';
/** RFC 9068's type, so that no other JWT of ours passes for an access token. */
export const INTERNAL_TOKEN_TYPE = 'at+jwt';

/** How an environment differs from what the role says: permissions added there, and permissions withheld there. */
export const environmentGrant = z.object({ allow: z.array(z.string()), deny: z.array(z.string()) });
export type EnvironmentGrant = z.infer<typeof environmentGrant>;

/** Claims of the internal token; `org_id` is null on routes outside an organization. */
export const internalTokenClaims = z.object({
  /** The person (also behind a personal key), the service account, or the ingest key. */
  sub: z.string(),
  /** `api_key` is an ingest key, which acts for nobody. */
  kind: z.enum(['user', 'service_account', 'api_key']),
  name: z.string(),
  org_id: z.uuid().nullable(),
  role: z.string().nullable(),
  permissions: z.array(z.string()),
  /** By environment id; an environment that is absent is as the role says. */
  environment_grants: z.record(z.uuid(), environmentGrant).default({}),
  /** The person behind an impersonation and its session. */
  act: z.object({ sub: z.string(), name: z.string(), session_id: z.uuid().optional() }).nullable(),
  auth_epoch: z.int(),
  /** The person's session whose access token was shown; null for every other credential. */
  session_id: z.uuid().nullable().default(null),
  /** The API key that was shown, if one was. */
  key_id: z.uuid().nullable().default(null),
  /** Set for an ingest key: the one source whose lines it may send. */
  service_id: z.uuid().nullable(),
  environment_id: z.uuid().nullable(),
  /** The organization is suspended or about to be deleted: nothing in it changes. */
  read_only: z.boolean().default(false),
  /** Until when a platform admin's step-up holds, in Unix seconds of the clock that tells `exp`; null for everybody else. */
  platform_admin_until: z.int().nullable().default(null),
});
export type InternalTokenClaims = z.infer<typeof internalTokenClaims>;

/** What the gateway posts to identity's `/internal/exchange`. */
export const exchangeRequest = z.object({
  credential: z.string().min(1).max(4096),
  /** Slug or id of the organization in the path; null outside one. */
  org: z.string().max(64).nullable(),
  audience: z.string(),
  /** Who sent the request, for the key's "last used"; null where the gateway cannot tell. */
  client: z.object({ ip: z.string().max(64).nullable(), userAgent: z.string().max(512).nullable() }).optional(),
});
export type ExchangeRequest = z.infer<typeof exchangeRequest>;

export const exchangeResponse = z.object({
  token: z.string(),
  orgId: z.uuid().nullable(),
  subject: z.string(),
  /** The API key that was shown, if one was: what is kept about it ends with the key as well as with the subject. */
  keyId: z.uuid().nullable().default(null),
  /** Seconds for which the gateway may keep this answer (≤ 10). */
  cacheSeconds: z.number(),
});
export type ExchangeResponse = z.infer<typeof exchangeResponse>;
