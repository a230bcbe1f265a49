import { z } from 'zod';
import { readEnv } from '../config/read-env.js';
import { AllowList } from './allow-list.js';

const PORTS = '80,443,8080,8443';
const port = z.coerce.number().int().min(1).max(65_535);

const shape = {
  /** Addresses that are not public and may be called all the same: CIDR ranges and host names, `:port` where one is meant. */
  OUTBOUND_ALLOW: z.string().default('').transform(AllowList.parse),
  /** Ports that a user's address may name. */
  OUTBOUND_PORTS: z
    .string()
    .default(PORTS)
    .transform((text) => new Set(text.split(',').map((part) => port.parse(part.trim())))),
  /** An egress proxy (http://user:password@host:port) through which everything goes but what OUTBOUND_ALLOW names. */
  OUTBOUND_PROXY: z.url({ protocol: /^https?$/ }).optional(),
};

export type OutboundConfig = Readonly<z.infer<z.ZodObject<typeof shape>>>;

/** Where calls to addresses that users gave may go. Throws when it is not usable. */
export function readOutboundConfig(env: NodeJS.ProcessEnv = process.env): OutboundConfig {
  return readEnv(shape, env);
}
