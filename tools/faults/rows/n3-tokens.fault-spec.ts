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

interface Scene {
  /** Gives out tokens by a clock that is moved. */
  stepped: ServiceProcess;
  clock: SteppedClock;
  identity: TestService;
  tenant: Tenant;
  /** Keys. Unlike a session's token they have no time of their own: only the database knows whether they live. */
  living: string;
  expired: string;
}

async function start(): Promise<Scene> {
  const [identity, clock] = [await startIdentity(), new SteppedClock()];
  const tenant = await createOrganization(identity);
  const [living, expired] = [await makeKey(identity, tenant, 'living'), await makeKey(identity, tenant, 'expired')];
  await identity.db.query(
    `UPDATE identity.api_key SET expires_at = clock_timestamp() - interval '1 second' WHERE name = 'expired'`,
  );
  const config = testConfig(identity.db, identity.keys, identity.directory);
  const stepped = await spawnService(ENTRY, config, { INTERNAL_SECRET, ...clock.env });
  return { stepped, clock, identity, tenant, living, expired };
}

async function makeKey(identity: TestService, { owner }: Tenant, name: string): Promise<string> {
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
  const body = { name, scopes: ['projects.read'], expiresAt };
  const made = await sendAsPerson(identity, owner, { method: 'post', path: '/api/v1/me/api-keys', body });
  if (made.status !== 201) throw new Error(`key: ${made.status} ${made.text}`);
  return (made.body as { secret: string }).secret;
}

async function exchange({ stepped, tenant }: Scene, credential: string): Promise<{ status: number; token: string }> {
  const answer = await fetch(`${stepped.url}/internal/exchange`, {
    method: 'POST',
    headers: { authorization: `Bearer ${INTERNAL_SECRET}`, 'content-type': 'application/json' },
    body: JSON.stringify({ credential, org: tenant.id, audience: 'billing' }),
  });
  const { token = '' } = (await answer.json()) as { token?: string };
  return { status: answer.status, token };
}

function isBelieved(service: TestService, token: string): Promise<boolean> {
  const verified = service.app.get(TokenVerifier).verify(token);
  return verified.then(
    () => true,
    () => false,
  );
}

const suite = find('faketime') ? describe : describe.skip;

suite('N3: a clock that is stepped, and tokens', () => {
  let scene: Scene;
  /** Knows the time. */
  let billing: TestService;
  beforeAll(async () => {
    scene = await start();
    // After the keys were made: of two services in a process, passport knows the later one.
    const JWKS_URL = `${scene.stepped.url}/internal/jwks`;
    billing = await startTestService(BillingModule, billingManifest, { JWKS_URL });
  }, 120_000);
  afterAll(async () => {
    scene.clock.remove();
    await scene.stepped.kill();
    await Promise.all([billing.close(), scene.identity.close()]);
  }, 60_000);

  it('are believed within the leeway and refused beyond it, and a key lives by the database’s clock', async () => {
    const wrong: string[] = [];
    const steps = [...SMALL, ...LARGE, ...clockSteps()];
    for (const { what, seconds } of steps) {
      scene.clock.step(seconds);
      const good = await exchange(scene, scene.living);
      const late = await exchange(scene, scene.expired);
      scene.clock.step(0);
      const believed = await isBelieved(billing, good.token);
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
