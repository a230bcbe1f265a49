import { newId } from '@throughline/kernel';
import { OrgTx } from '@throughline/platform';
import { startTestService, type TestService } from '../test-service.js';
import { ProbeModule, probeManifest } from './probe.module.js';

describe('prepared statements', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(ProbeModule, probeManifest, { DATABASE_POOL: 1 });
  }, 30_000);
  afterAll(() => service.close());

  const run = <T>(sql: string, parameters: unknown[]): Promise<T[]> =>
    service.app.get(OrgTx).run(newId(), (tx) => tx.query<T>(sql, parameters));
  const prepared = (text: string): Promise<{ statement: string }[]> =>
    run('SELECT statement FROM pg_prepared_statements WHERE statement = $1', [text]);

  it('are kept by the connection, for as long as it lives', async () => {
    const text = 'SELECT id FROM note WHERE rank = $1::int + 0';
    for (const rank of [1, 2, 3]) expect(await run(text, [rank])).toEqual([]);
    expect(await prepared(text)).toEqual([{ statement: text }]);
  });

  it('go on while a migration adds a column to what they read', async () => {
    const [listed, open] = ['SELECT id, rank FROM note WHERE rank = $1', 'SELECT * FROM note WHERE rank = $1'];
    for (const text of [listed, open]) await run(text, [9]);
    await service.db.query('ALTER TABLE billing.note ADD COLUMN added int');
    for (const text of [listed, open]) expect(await run(text, [9])).toEqual([]);
    expect(await prepared(open)).toEqual([]);
  });

  it('are prepared anew after one that failed', async () => {
    const text = 'SELECT 1 / $1::int AS share';
    await expect(run(text, [0])).rejects.toMatchObject({ code: '22012' });
    expect(await run(text, [1])).toEqual([{ share: 1 }]);
    await expect(run('SELECT nothing FROM note WHERE rank = $1', [1])).rejects.toMatchObject({ code: '42703' });
    await expect(run('SELECT nothing FROM note WHERE rank = $1', [1])).rejects.toMatchObject({ code: '42703' });
  });
});
