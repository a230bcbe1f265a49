import { newId } from '@throughline/kernel';
import type { TestService } from '@throughline/testing';
import { PASSWORD, signUp, startIdentity } from '../../../services/identity/test/identity-world.js';
import { sized } from '../fault-run.config.ts';
import { report } from '../figure.ts';
import { post, STRANGERS_REQUESTS } from './a5-requests.ts';

/** Before an address is locked for the first time (accounts/lockout.ts). */
const FREE_ATTEMPTS = 10;

describe('A5: brute force', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startIdentity();
  }, 60_000);
  afterAll(() => service.close());

  const logIn = (email: string, password: string): Promise<number> =>
    post(service, STRANGERS_REQUESTS['log-in'].path, { email, password });

  it(
    'is over after a few wrong passwords, for an address with an account and one without',
    async () => {
      const guesses = sized(400, 10_000);
      const [known, unknown] = [(await signUp(service)).email, `${newId()}@example.org`];
      const [start, judged] = [performance.now(), { known: 0, unknown: 0 }];
      for (let n = 0; n < guesses / 2; n++) {
        if ((await logIn(known, `wrong ${n}`)) === 401) judged.known += 1;
        if ((await logIn(unknown, `wrong ${n}`)) === 401) judged.unknown += 1;
      }
      // The lock doubles from one second on: within t seconds it opens log2(t + 1) times.
      const allowed = FREE_ATTEMPTS + Math.ceil(Math.log2((performance.now() - start) / 1_000 + 1));
      const withRightOne = await logIn(known, PASSWORD);
      const most = Math.max(judged.known, judged.unknown);
      const least = Math.min(judged.known, judged.unknown);
      report({
        row: 'A5',
        target: '10,000 log-ins with wrong passwords: locked after 10, then log2 of the seconds more',
        reached: `${guesses} log-ins: ${most} of ${allowed} judged for each address, the right one then ${withRightOne}`,
        pass: most <= allowed && least >= FREE_ATTEMPTS && withRightOne === 429,
      });
      expect(least).toBeGreaterThanOrEqual(FREE_ATTEMPTS);
      expect(most).toBeLessThanOrEqual(allowed);
      expect(withRightOne).toBe(429); // locked as well
    },
    sized(3, 60) * 60_000,
  );
});
