import { readEnv } from '@throughline/platform';
import { join } from 'node:path';
import { z } from 'zod';

const perMinute = z.coerce.number().int().positive().optional();

const shape = {
  GATEWAY_HOST: z.string().default('0.0.0.0'),
  GATEWAY_PORT: z.coerce.number().int().min(0).max(65_535).default(4400),
  IDENTITY_URL: z.url(),
  PIPELINES_URL: z.url(),
  DEPLOYMENTS_URL: z.url(),
  OBSERVABILITY_URL: z.url(),
  BILLING_URL: z.url(),
  /** Proves the gateway to identity's exchange. */
  INTERNAL_SECRET: z.string().min(16),
  /** The built web app; without it the gateway serves the API alone. */
  WEB_DIR: z.string().optional(),
  PUBLIC_URL: z.url(),
  /** Proxies in front whose X-Forwarded-For is believed: addresses or CIDR ranges, separated by commas. */
  TRUSTED_PROXIES: z.string().optional(),
  OPENAPI_FILE: z.string().default(join(import.meta.dirname, '../openapi.json')),
  QUEUE_DATABASE_URL: z.string().optional(),
  REDIS_URL: z.string().optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  /** How long a terminating gateway still answers while it reports itself unready. */
  DRAIN_MS: z.coerce.number().int().min(0).default(3_000),
  /** How long an upstream may take until its answer begins; more than the services' own REQUEST_LIMIT_MS. */
  ANSWER_LIMIT_MS: z.coerce.number().int().positive().default(15_000),
  /** How long an upstream may stay silent. */
  UPSTREAM_TIMEOUT_MS: z.coerce.number().int().positive().default(30_000),
  /** Requests per minute: sign-up and login by address, the rest of /auth by address, all else by credential. */
  RATE_LOGIN: perMinute,
  RATE_SESSION: perMinute,
  RATE_API: perMinute,
  RATE_INGEST: perMinute,
  RATE_RUNNER: perMinute,
  RATE_HOOK: perMinute,
  /** Credentials that identity refuses, by address. */
  RATE_REFUSED: perMinute,
  /** Everything, by address. */
  RATE_ADDRESS: perMinute,
  /** Everything but log lines, by organization; and log lines. */
  RATE_ORG: perMinute,
  RATE_ORG_INGEST: perMinute,
};

export type GatewayConfig = Readonly<z.infer<z.ZodObject<typeof shape>>>;

/** Injection token of the parsed configuration. */
export const GATEWAY_CONFIG = Symbol('GATEWAY_CONFIG');

/** The gateway's configuration. Throws when it is not usable. */
export function readGatewayConfig(env: NodeJS.ProcessEnv = process.env): GatewayConfig {
  return readEnv(shape, env);
}

/** The proxies in front that are believed, as a list; empty for none. */
export function trustedProxies({ TRUSTED_PROXIES }: Pick<GatewayConfig, 'TRUSTED_PROXIES'>): string[] {
  return TRUSTED_PROXIES?.split(',').map((range) => range.trim()) ?? [];
}
