import { faultRun, sized } from '../fault-run.config.ts';
import { report } from '../figure.ts';
import { randomOf } from '../random.ts';
import { forged } from './a2-forged.ts';
import { TokenWorld } from './a2-world.ts';

const MINUTES = sized(3, 30);
const FORGERIES = sized(1_500, 50_000);
const GOOD_EVERY = 10;

describe('A2: flood of unknown keys', () => {
  let world: TokenWorld;
  beforeAll(async () => {
    world = await TokenWorld.start();
  }, 60_000);
  afterAll(() => world.stop());

  const goodToken = async (): Promise<string> => (await world.exchange(await world.accessToken())).token;

  it(
    'has the keys fetched once a minute at most, and good tokens pass',
    async () => {
      const random = randomOf(faultRun().seed);
      const before = world.parts.jwks.fetches();
      let [letIn, good, refused, token] = [0, 0, 0, ''];
      for (let n = 0; n < FORGERIES; n++) {
        world.clock.move((MINUTES * 60_000) / FORGERIES);
        if (n % GOOD_EVERY === 0) {
          token = await goodToken();
          good += 1;
          if ((await world.ask(token)) !== 200) refused += 1;
        }
        if ((await world.ask(forged(`unknown-${random()}`, token))) !== 401) letIn += 1;
      }
      const fetches = world.parts.jwks.fetches() - before;
      const most = MINUTES + 1; // both ends of the time count
      report({
        row: 'A2',
        target: 'a flood of unknown key ids: <= 1 fetch of the keys a minute, good tokens pass',
        reached: `${FORGERIES} in ${MINUTES} minutes: ${fetches} fetches, ${letIn} let in, ${refused} of ${good} good ones refused`,
        pass: fetches <= most && letIn === 0 && refused === 0,
      });
      expect(fetches).toBeLessThanOrEqual(most);
      expect({ letIn, refused }).toEqual({ letIn: 0, refused: 0 });
    },
    sized(5, 120) * 60_000,
  );
});
