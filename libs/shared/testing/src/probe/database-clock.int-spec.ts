import { newId } from '@throughline/kernel';
import { DatabaseClock, databaseNow, OrgTx } from '@throughline/platform';
import { DataSource } from 'typeorm';
import { MovedClock } from '../moved-clock.js';
import { startTestService, type TestService } from '../test-service.js';
import { ProbeModule, probeManifest } from './probe.module.js';

const HOUR_MS = 3_600_000;
const NEAR_MS = 1_000;

describe('the database’s time', () => {
  let service: TestService;
  const clock = new MovedClock();
  const { now: trueNow } = Date;
  beforeAll(async () => {
    service = await startTestService(ProbeModule, probeManifest);
    clock.take();
  });
  afterEach(() => {
    clock.set(0);
    jest.restoreAllMocks();
  });
  afterAll(async () => {
    clock.giveBack();
    await service.close();
  });

  const newClock = (): DatabaseClock => new DatabaseClock(service.app.get(DataSource));
  const offMs = (told: Date): number => Math.abs(told.getTime() - trueNow.call(Date));

  it.each([HOUR_MS, -HOUR_MS])(
    'is told in a transaction whatever this process’s clock is set to (%i ms)',
    async (ms) => {
      clock.set(ms);
      expect(offMs(await service.app.get(OrgTx).run(newId(), databaseNow))).toBeLessThan(NEAR_MS);
    },
  );

  it('goes on from a reading while the clock is set', async () => {
    const database = newClock();
    expect(() => database.last()).toThrow();
    await database.read();
    for (const ms of [HOUR_MS, -HOUR_MS]) {
      clock.set(ms);
      expect(offMs(database.last())).toBeLessThan(NEAR_MS);
      expect(offMs(await database.now())).toBeLessThan(NEAR_MS);
    }
  });

  it('is asked for once, however many want to know it', async () => {
    const query = jest.spyOn(service.app.get(DataSource), 'query');
    const database = newClock();
    await Promise.all(Array.from({ length: 50 }, () => database.now()));
    expect(query).toHaveBeenCalledTimes(1);
  });

  it('is asked for again when the reading is old, as after the sleep of a machine', async () => {
    const database = newClock();
    await database.read();
    const measured = performance.now();
    const slept = jest.spyOn(performance, 'now').mockReturnValue(measured - HOUR_MS); // an hour that was not measured
    expect(offMs(database.last())).toBeGreaterThan(HOUR_MS / 2);
    slept.mockReturnValue(measured + 31_000);
    expect(offMs(await database.now())).toBeLessThan(NEAR_MS);
  });
});
