import { TokenVerifier } from '@throughline/platform';
import {
  type ServiceProcess,
  spawnService,
  startTestService,
  testConfig,
  type TestService,
} from '@throughline/testing';
import { resolve } from 'node:path';
import { AppModule as BillingModule } from '../../../services/billing/src/app.module.js';
import { manifest as billingManifest } from '../../../services/billing/src/manifest.js';
import {
  createOrganization,
  INTERNAL_SECRET,
  sendAsPerson,
  startIdentity,
  type Tenant,
} from '../../../services/identity/test/identity-world.js';
import { find } from '../../test/programs.ts';
import { report } from '../figure.ts';
import { clockSteps, SteppedClock } from '../n3-stepped-clock.ts';

const ENTRY = resolve(__dirname, '../../../services/identity/dist/main.js');
const LEEWAY_S = 30;
/** Within the leeway of those who verify, and well beyond it. */
const SMALL = [20, -20].map((seconds) => ({ what: `${seconds} s`, seconds }));
const LARGE = [100, -100].map((seconds) => ({ what: `${seconds} s`, seconds }));

/** Identity gives out tokens by a clock that is moved; the others know the time. */
(find('faketime') ? describe : describe.skip)('N3: a clock that is stepped, and tokens', () => {
  const clock = new SteppedClock();
  let identity: TestService;
  let tenant: Tenant;
  let stepped: ServiceProcess;
  let billing: TestService;
  let living: string;
  let expired: string;
  beforeAll(async () => {
    identity = await startIdentity();
    tenant = await createOrganization(identity);
    const inADay = new Date(Date.now() + 86_400_000).toISOString();
    [living, expired] = [await makeKey('living', inADay), await makeKey('expired', inADay)];
    await identity.db.query(
      `UPDATE identity.api_key SET expires_at = clock_timestamp() - interval '1 second' WHERE name = 'expired'`,
    );
    const config = testConfig(identity.db, identity.keys, identity.directory);
    stepped = await spawnService(ENTRY, config, { INTERNAL_SECRET, ...clock.env });
    billing = await startTestService(BillingModule, billingManifest, { JWKS_URL: `${stepped.url}/internal/jwks` });
  }, 120_000);
  afterAll(async () => {
    clock.remove();
    await stepped.kill();
    await Promise.all([billing.close(), identity.close()]);
  }, 60_000);

  /** A personal key. Unlike a session's token it has no time of its own: only the database knows whether it lives. */
  async function makeKey(name: string, expiresAt: string): Promise<string> {
    const body = { name, scopes: ['projects.read'], expiresAt };
    const made = await sendAsPerson(identity, tenant.owner, { method: 'post', path: '/api/v1/me/api-keys', body });
    if (made.status !== 201) throw new Error(`key: ${made.status} ${made.text}`);
    return (made.body as { secret: string }).secret;
  }

  async function exchange(credential: string): Promise<{ status: number; token: string }> {
    const answer = await fetch(`${stepped.url}/internal/exchange`, {
      method: 'POST',
      headers: { authorization: `Bearer ${INTERNAL_SECRET}`, 'content-type': 'application/json' },
      body: JSON.stringify({ credential, org: tenant.id, audience: 'billing' }),
    });
    const { token = '' } = (await answer.json()) as { token?: string };
    return { status: answer.status, token };
  }

  const isBelieved = (token: string): Promise<boolean> =>
    billing.app
      .get(TokenVerifier)
      .verify(token)
      .then(
        () => true,
        () => false,
      );

  it('are believed within the leeway and refused beyond it, and a key lives by the database’s clock', async () => {
    const wrong: string[] = [];
    const steps = [...SMALL, ...LARGE, ...clockSteps()];
    for (const { what, seconds } of steps) {
      clock.step(seconds);
      const good = await exchange(living);
      const late = await exchange(expired);
      clock.step(0);
      const believed = await isBelieved(good.token);
      if (good.status !== 200) wrong.push(`${what}: a living key was answered with ${good.status}`);
      if (late.status !== 401) wrong.push(`${what}: an expired key was answered with ${late.status}`);
      if (believed !== Math.abs(seconds) <= LEEWAY_S)
        wrong.push(`${what}: its token was ${believed ? '' : 'not '}believed`);
    }
    report({
      row: 'N3',
      target: 'tokens of a stepped identity: believed within 30 s, refused beyond',
      reached: `tokens: ${steps.length} steps; ${wrong.join('; ') || 'each as the rule says, keys by the database’s clock'}`,
      pass: wrong.length === 0,
    });
    expect(wrong).toEqual([]);
  }, 120_000);
});
