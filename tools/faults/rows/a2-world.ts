import { identityOrgCreatedV1 } from '@throughline/contracts';
import { DatabaseClock } from '@throughline/platform';
import { MovedClock, startTestService, type TestService } from '@throughline/testing';
import { AppModule as BillingModule } from '../../../services/billing/src/app.module.js';
import { manifest as billingManifest } from '../../../services/billing/src/manifest.js';
import { AccessTokens } from '../../../services/identity/src/sessions/access-tokens.js';
import {
  createOrganization,
  exchange,
  startIdentity,
  type Tenant,
} from '../../../services/identity/test/identity-world.js';
import { type CountedJwks, countJwks } from './a2-counted-jwks.ts';

interface Parts {
  identity: TestService;
  billing: TestService;
  jwks: CountedJwks;
  tenant: Tenant;
}

/** Identity, a service that verifies its tokens, and the clocks of both and of the database, which are moved by hand. */
export class TokenWorld {
  readonly clock = new MovedClock();
  readonly parts: Parts;

  private constructor(parts: Parts) {
    this.parts = parts;
  }

  static async start(): Promise<TokenWorld> {
    const identity = await startIdentity();
    const tenant = await createOrganization(identity);
    const jwks = await countJwks(`${identity.url}/internal/jwks`);
    const billing = await startTestService(BillingModule, billingManifest, { JWKS_URL: jwks.url });
    await billing.deliver(identityOrgCreatedV1, tenant.id, identityOrgCreatedV1.example);
    const world = new TokenWorld({ identity, billing, jwks, tenant });
    world.clock.take();
    moveAlong(identity.app.get(DatabaseClock), world.clock);
    return world;
  }

  async stop(): Promise<void> {
    this.clock.giveBack();
    this.parts.jwks.close();
    await Promise.all([this.parts.billing.close(), this.parts.identity.close()]);
  }

  /** An access token of the owner, given now. */
  async accessToken(): Promise<string> {
    const { userId, sessionId } = this.parts.tenant.owner;
    return (await this.parts.identity.app.get(AccessTokens).issue(userId, sessionId)).token;
  }

  /** What the gateway does with an access token; the internal token where it succeeds. */
  async exchange(credential: string): Promise<{ status: number; token: string }> {
    const { identity, tenant } = this.parts;
    const { status, body } = await exchange(identity, { credential, org: tenant.id, audience: 'billing' });
    return { status, token: (body as { token?: string }).token ?? '' };
  }

  /** The status of a request to the other service. */
  async ask(token: string): Promise<number> {
    const { billing, tenant } = this.parts;
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(`${billing.url}/api/v1/orgs/${tenant.id}/subscription`, { headers });
    await answer.arrayBuffer();
    return answer.status;
  }
}

/** The database's clock as identity reads it goes with the one that is moved: hours pass for both. */
function moveAlong(database: DatabaseClock, clock: MovedClock): void {
  const last = database.last.bind(database);
  database.last = () => new Date(last().getTime() + clock.aheadMs);
}
