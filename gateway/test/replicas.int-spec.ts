import { newId } from '@throughline/kernel';
import { eventually, testRedisUrl } from '@throughline/testing';
import { openRevocations, type Revocations } from './revocations.js';
import { grantedTo, raw, startTestGateway, type TestGateway } from './test-gateway.js';

const PATH = '/api/v1/orgs/acme/executions';

describe('several gateways', () => {
  let revocations: Revocations;
  let gateways: TestGateway[];
  beforeAll(async () => {
    revocations = await openRevocations();
    gateways = await Promise.all([1, 2].map(() => startTestGateway(revocations.urls)));
    for (const gateway of gateways) gateway.onExchange(({ credential }) => grantedTo(credential));
  });
  afterAll(async () => {
    await Promise.all(gateways.map((gateway) => gateway.close()));
    await revocations.close();
  });

  const get = (gateway: TestGateway, subject: string) =>
    raw(gateway.url, PATH, { headers: { authorization: `Bearer ${subject}` } });
  const asked = ({ exchanges }: TestGateway, subject: string): number =>
    exchanges.filter(({ credential }) => credential === subject).length;

  it('all hear of every event, though the queue gives it to one of them', async () => {
    const subjects = Array.from({ length: 6 }, () => newId());
    for (const gateway of gateways) for (const subject of subjects) await get(gateway, subject);
    await Promise.all(subjects.map((subject) => revocations.authorityChanged(subject)));
    await eventually(async () => {
      for (const gateway of gateways) {
        for (const subject of subjects) {
          await get(gateway, subject);
          expect(asked(gateway, subject)).toBeGreaterThan(1);
        }
      }
    });
  });

  const onPostgres = testRedisUrl() ? it.skip : it;
  onPostgres(
    'forget everything when the channel between them was broken',
    async () => {
      const subject = newId();
      for (const gateway of gateways) await get(gateway, subject);
      await revocations.breakListeners();
      await eventually(async () => {
        for (const gateway of gateways) {
          await get(gateway, subject);
          expect(asked(gateway, subject)).toBeGreaterThan(1);
        }
      });
      const other = newId();
      await eventually(async () => {
        // Both hear again: an answer is kept until the event, and not after it.
        for (const gateway of gateways) await get(gateway, other);
        const before = gateways.map((gateway) => asked(gateway, other));
        await revocations.authorityChanged(other);
        await eventually(async () => {
          for (const [at, gateway] of gateways.entries()) {
            await get(gateway, other);
            expect(asked(gateway, other)).toBeGreaterThan(before[at] ?? 0);
          }
        }, 2_000);
      }, 15_000);
    },
    30_000,
  );
});
