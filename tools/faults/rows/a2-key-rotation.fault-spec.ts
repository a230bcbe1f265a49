import { decodeProtectedHeader } from 'jose';
import { SigningKeyRotation } from '../../../services/identity/src/keys/signing-key-rotation.js';
import { PUBLISH_MS, VERIFY_MS } from '../../../services/identity/src/keys/signing-key-schedule.js';
import { SigningKeys } from '../../../services/identity/src/keys/signing-keys.js';
import { sized } from '../fault-run.config.ts';
import { report } from '../figure.ts';
import { forged } from './a2-forged.ts';
import { HeldTokens } from './a2-held-tokens.ts';
import { TokenWorld } from './a2-world.ts';

const STEP_MS = sized(10, 1) * 1_000;
const ROTATIONS = 2;
const MINUTE_MS = 60_000;
/** Between two fetches of the keys, which are a minute apart: who signs at once with a new key is refused. */
const AHEAD_MS = 40_000;
const OPERATOR = { userId: null, name: 'the night' };

/**
 * Requests by the youngest and the oldest tokens that are good, each after a step of time. A forged one comes first: it
 * uses up the fetch of unknown keys, so that a key has to be known before it signs.
 */
class Load {
  readonly statuses: number[] = [];
  readonly kids = new Set<string>();
  private readonly accessTokens = new HeldTokens(590_000); // of the 600 s that they live
  private readonly internalTokens = new HeldTokens(50_000); // of 60 s
  private readonly world: TokenWorld;

  constructor(world: TokenWorld) {
    this.world = world;
  }

  async step(): Promise<void> {
    const [held] = this.internalTokens.ends();
    if (held !== undefined) await this.world.ask(forged('unknown', held));
    const newest = await this.world.accessToken();
    this.kids.add(decodeProtectedHeader(newest).kid ?? '');
    this.accessTokens.keep(newest);
    const exchanged = await Promise.all(this.accessTokens.ends().map((token) => this.world.exchange(token)));
    for (const { status, token } of exchanged) if (status === 200) this.internalTokens.keep(token);
    const asked = await Promise.all(this.internalTokens.ends().map((token) => this.world.ask(token)));
    this.statuses.push(...exchanged.map(({ status }) => status), ...asked);
  }
}

/** The hours that two rotations take pass as fast as the requests do: the clock of all is this process's, and moved. */
describe('A2: key rotation under load', () => {
  let world: TokenWorld;
  beforeAll(async () => {
    world = await TokenWorld.start();
  }, 60_000);
  afterAll(() => world.stop());

  const keys = (): SigningKeys => world.parts.identity.app.get(SigningKeys);
  const pass = async (load: Load, ms: number): Promise<void> => {
    for (let at = 0; at < ms; at += STEP_MS) {
      if (at % MINUTE_MS === 0) await keys().reload(); // as its loop does, by the clock that is not moved
      world.clock.move(STEP_MS);
      await load.step();
    }
  };

  it(
    'refuses no token that is good',
    async () => {
      const load = new Load(world);
      for (let rotation = 0; rotation < ROTATIONS; rotation++) {
        await pass(load, AHEAD_MS);
        await world.parts.identity.app.get(SigningKeyRotation).rotate(OPERATOR);
        await pass(load, PUBLISH_MS + VERIFY_MS + MINUTE_MS);
      }
      const refused = load.statuses.filter((status) => status !== 200);
      const published = keys().jwks().keys.length;
      report({
        row: 'A2',
        target: 'the key rotated twice under requests: 0 false 401',
        reached: `${load.kids.size - 1} new keys, ${load.statuses.length} requests: ${refused.length} refused`,
        pass: refused.length === 0 && load.kids.size === ROTATIONS + 1 && published === 1,
      });
      expect(refused).toEqual([]);
      expect(load.kids.size).toBe(ROTATIONS + 1);
      expect(published).toBe(1);
    },
    sized(5, 120) * 60_000,
  );
});
