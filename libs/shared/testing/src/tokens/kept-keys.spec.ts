import { TokenVerifier } from '@throughline/platform';
import { MovedClock } from '../moved-clock.js';
import { probeManifest } from '../probe/probe.module.js';
import { createTestKeys, type TestKeys } from '../test-keys.js';
import { testConfig } from '../test-service.js';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** As in a service: it keeps the keys for five minutes, and identity publishes a new one for fifteen before it signs. */
describe('the keys that tokens are verified by', () => {
  const clock = new MovedClock();
  let keys: TestKeys;
  let verifier: TokenVerifier;
  beforeEach(async () => {
    keys = await createTestKeys();
    const db = { serviceUrl: '', queueUrl: '' } as never; // a verifier has none
    verifier = new TokenVerifier(testConfig(db, keys, '/nonexistent'), probeManifest);
    clock.take();
  });
  afterEach(async () => {
    clock.set(0);
    clock.giveBack();
    jest.restoreAllMocks();
    await keys.close();
  });

  const verify = async () => verifier.verify(await keys.token('billing', { name: 'Ada' }));
  const measureLater = (ms: number): void => {
    const measured = performance.now();
    jest.spyOn(performance, 'now').mockReturnValue(measured + ms);
  };

  it('are fetched once for many that come at once, and kept', async () => {
    await Promise.all([verify(), verify(), verify()]);
    measureLater(4 * MINUTE_MS);
    expect(await verify()).toMatchObject({ name: 'Ada' });
    expect(keys.fetches).toHaveLength(1);
  });

  it('are fetched again in time when the clock was set back meanwhile', async () => {
    await verify();
    clock.set(-HOUR_MS);
    measureLater(6 * MINUTE_MS);
    await verify();
    expect(keys.fetches).toHaveLength(2);
  });
});
