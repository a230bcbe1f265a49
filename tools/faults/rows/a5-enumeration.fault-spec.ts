import { newId } from '@throughline/kernel';
import type { TestService } from '@throughline/testing';
import { signUp, startIdentity } from '../../../services/identity/test/identity-world.js';
import { faultRun, sized } from '../fault-run.config.ts';
import { report } from '../figure.ts';
import { interleavedMedians } from './a5-interleaved-medians.ts';
import { post, STRANGERS_REQUESTS } from './a5-requests.ts';

const MOST_DIFFERENCE = 0.1;
const ADDRESSES = 8;
/** What hashes a password takes ten times as long, and its time varies the less. */
const PAIRS = { slow: sized(100, 1_000), quick: sized(400, 4_000) };

/** Only the mailbox tells whether an address has an account: neither the answer nor its time does. */
describe('A5: enumeration', () => {
  let service: TestService;
  let known: string[];
  const unknown = Array.from({ length: ADDRESSES }, () => `${newId()}@example.org`);
  beforeAll(async () => {
    service = await startIdentity();
    known = await Promise.all(unknown.map(async () => (await signUp(service)).email));
  }, 60_000);
  afterAll(() => service.close());

  it.each([
    { what: 'log-in', pairs: PAIRS.slow },
    { what: 'sign-up', pairs: PAIRS.slow },
    { what: 'reset', pairs: PAIRS.quick },
    { what: 'resend', pairs: PAIRS.quick },
  ] as const)(
    'takes as long for a known as for an unknown address: $what',
    async ({ what, pairs }) => {
      const { path, body, status } = STRANGERS_REQUESTS[what];
      const of = (addresses: string[]) => async (pair: number) => {
        const answered = await post(service, path, { email: addresses[pair % ADDRESSES], ...body });
        if (answered !== status) throw new Error(`${what}: ${answered}`);
      };
      const unlockAll = (): Promise<unknown> => service.db.query('DELETE FROM identity.login_attempt');
      const medians = await interleavedMedians(
        {
          known: of(known),
          unknown: of(unknown),
          before: (pair) => (pair % ADDRESSES === 0 ? unlockAll() : undefined),
        },
        { pairs, limit: MOST_DIFFERENCE, seed: faultRun().seed },
      );
      const { difference } = medians;
      const shown = `${medians.known.toFixed(2)} ms known, ${medians.unknown.toFixed(2)} ms unknown`;
      report({
        row: 'A5',
        target: `${what}: medians of known and unknown addresses differ < 10%`,
        reached: `${shown}: ${(difference * 100).toFixed(1)}% (${medians.pairs} pairs)`,
        pass: difference < MOST_DIFFERENCE,
      });
      expect(difference).toBeLessThan(MOST_DIFFERENCE);
    },
    sized(3, 60) * 60_000,
  );
});
