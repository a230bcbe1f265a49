import { readEnv } from '@throughline/platform';
import { z } from 'zod';

const shape = {
  /** Shared with the gateway, and with nobody else: it opens the exchange of credentials. */
  INTERNAL_SECRET: z.string().min(32),
  /** For how long a new API key waits for news of a service or environment that was made a moment ago. */
  CATALOG_WAIT_MS: z.coerce.number().int().min(0).max(10_000).default(1_500),
  /** Who may make an account: everybody, whoever holds an invitation, or nobody. */
  SIGN_UP: z.enum(['open', 'invite', 'closed']).default('open'),
  /** The mail server; without one mail is kept as files. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** The sender of mail: `Name <address>`. */
  MAIL_FROM: z
    .string()
    .regex(/^(?:[^\r\n<>]{0,100} <)?[\w.+-]{1,64}@[\w.-]{1,255}>?$/)
    .default('Throughline <throughline@localhost>'),
  /** Where mail is kept when there is no server; a folder `mail` below WORK_DIR when left out. */
  MAIL_DIR: z.string().optional(),
  /** Opens the page that shows what was sent; without it there is none. */
  MAILBOX_KEY: z.string().min(32).optional(),
  /** Addresses, separated by commas, of those who are platform admins from their first request on. */
  PLATFORM_ADMINS: z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((address) => address.trim().toLowerCase() || [])),
};

export type IdentityConfig = Readonly<z.infer<z.ZodObject<typeof shape>>>;

/** Injection token of identity's own configuration. */
export const IDENTITY_CONFIG = Symbol('IDENTITY_CONFIG');

/** Identity's slice of the environment. Throws when it is not usable. */
export function readIdentityConfig(env: NodeJS.ProcessEnv = process.env): IdentityConfig {
  return readEnv(shape, env);
}
