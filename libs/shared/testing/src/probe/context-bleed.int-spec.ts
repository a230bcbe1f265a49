import { newId } from '@throughline/kernel';
import { OrgTx, SystemTx } from '@throughline/platform';
import { DataSource } from 'typeorm';
import { startTestService, type TestService } from '../test-service.js';
import { ProbeModule, probeManifest } from './probe.module.js';

const QUERIES = 10_000;
const PARALLEL = 200;
/** One of these ends a transaction otherwise than by COMMIT. */
const MISHAPS = ['none', 'none', 'none', 'throw', 'timeout', 'abort'] as const;

class Mishap extends Error {}

/** A reproducible sequence (mulberry32): the seed is in the test's name. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('T3: no organization is left behind on a connection', () => {
  let service: TestService;
  const orgs = [newId(), newId()];
  beforeAll(async () => {
    service = await startTestService(ProbeModule, probeManifest, { DATABASE_POOL: 4 });
    for (const org of orgs)
      await service.db.query(`INSERT INTO billing.note VALUES ($1, $2, $3, 1)`, [newId(), org, org]);
  });
  afterAll(() => service.close());

  /** A transaction of the organization that ends in one way or another; counts the rows that are not its own. */
  async function visit(org: string, mishap: (typeof MISHAPS)[number]): Promise<number> {
    let foreign = 0;
    const work = service.app.get(OrgTx).run(org, async (tx) => {
      const rows = await tx.query<{ text: string }>('SELECT text FROM note');
      foreign = rows.filter(({ text }) => text !== org).length + (rows.length === 1 ? 0 : 1);
      if (mishap === 'throw') throw new Mishap();
      if (mishap === 'abort') await tx.query('SELECT 1 / 0');
      if (mishap === 'timeout')
        await tx.query(`SET LOCAL statement_timeout = 1`).then(() => tx.query('SELECT pg_sleep(1)'));
    });
    await work.catch(() => undefined);
    return foreign;
  }

  /** What a connection says of itself when it is taken from the pool, outside any transaction of ours. */
  const leftBehind = (): Promise<{ org: string | null; scope: string | null }[]> =>
    service.app
      .get(DataSource)
      .query(`SELECT current_setting('app.org_id', true) AS org, current_setting('app.scope', true) AS scope`);

  const seed = Number(process.hrtime.bigint() % 1_000_000n);
  it(`over ${QUERIES} transactions in a pool of 4 (seed ${seed})`, async () => {
    const random = randomOf(seed);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    let foreign = 0;
    const dirty: unknown[] = [];
    for (let done = 0; done < QUERIES; done += PARALLEL) {
      const visits = Array.from({ length: PARALLEL }, () => visit(pick(orgs), pick(MISHAPS)));
      const checkouts = Array.from({ length: 8 }, leftBehind);
      for (const count of await Promise.all(visits)) foreign += count;
      for (const [row] of await Promise.all(checkouts)) if (row?.org || row?.scope) dirty.push(row);
    }
    expect({ foreign, dirty }).toEqual({ foreign: 0, dirty: [] });
    const outside = await service.app.get(SystemTx).run((tx) => tx.query('SELECT 1 FROM note'));
    expect(outside).toEqual([]);
  }, 120_000);
});
