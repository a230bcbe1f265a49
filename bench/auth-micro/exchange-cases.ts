import { createLogger } from '@throughline/platform';
import { bearerOf } from '../../gateway/dist/credentials/bearer.js';
import { Credentials } from '../../gateway/dist/credentials/credentials.js';
import { IdentityHttpClient } from '../../gateway/dist/credentials/identity-http-client.js';
import type { GatewayConfig } from '../../gateway/dist/gateway.config.js';
import { UpstreamLinks } from '../../gateway/dist/links/upstream-links.js';
import { TokenMint } from '../gateway/token-mint.ts';
import type { MicroCase, MicroSetup } from './micro-case.ts';

const AHEAD = 200;

/** The gateway's exchange of a credential that it knows, and of one that it asks the real identity about. */
export function exchangeCases(setup: MicroSetup): MicroCase[] {
  const { identityUrl, internalSecret, org, signingKey, sampleToken } = setup;
  // With a queue's address the gateway keeps answers as long as it does in production.
  const config = {
    IDENTITY_URL: identityUrl,
    INTERNAL_SECRET: internalSecret,
    REDIS_URL: 'redis://unused',
  } as GatewayConfig;
  const logger = createLogger('bench', 'silent');
  const links = new UpstreamLinks(config, logger);
  const credentials = new Credentials(new IdentityHttpClient(config, links, logger), config);
  const mint = new TokenMint(signingKey, sampleToken);
  const exchange = async (token: string) => {
    const credential = bearerOf(`Bearer ${token}`);
    if (!credential) throw new Error('no credential');
    return credentials.exchange({ credential, org, audience: 'pipelines' });
  };
  let known = mint.mint(1);
  let fresh: string[] = [];
  const next = (): string => {
    if (fresh.length === 0) fresh = mint.mint(AHEAD);
    return fresh.pop() ?? '';
  };
  const check = async (): Promise<boolean> => {
    known = mint.mint(1); // tokens end after some minutes
    const { token } = await exchange(known[0] ?? '');
    const refused = await exchange('not-a-token').catch(() => 'refused');
    return token.length > 0 && refused === 'refused';
  };
  return [
    { id: 'exchange/cached', kind: 'ours', run: () => exchange(known[0] ?? ''), check },
    { id: 'exchange/cold', kind: 'ours', run: () => exchange(next()), check },
  ];
}
