import { OrgTx, type Tx } from '@throughline/platform';
import { startTestService, type TestService } from '@throughline/testing';
import { aLine, ingest, newPlace } from '../../test/builders.js';
import { ErrorCountsQueries } from '../alerts/error-counts.queries.js';
import { AppModule } from '../app.module.js';
import { manifest } from '../manifest.js';
import { logFilter } from './log-filter.js';
import { LogsQueries } from './logs.queries.js';

describe('plans of hot queries', () => {
  let service: TestService;
  const place = newPlace();
  const at = new Date();
  const partition = `log_entry_${at.toISOString().slice(0, 10).replaceAll('-', '')}`;
  const range = { from: new Date(at.getTime() - 3_600_000), to: at };

  beforeAll(async () => {
    service = await startTestService(AppModule, manifest);
    const timestamp = at.toISOString();
    const lines = Array.from({ length: 4_000 }, (_, n) => aLine({ timestamp, level: n % 50 === 0 ? 'error' : 'info' }));
    await Promise.all([place, newPlace(), newPlace(), newPlace()].map((of) => ingest(service, of, lines)));
    await service.db.query('ANALYZE observability.log_entry');
  });
  afterAll(() => service.close());

  /** The plan of the statement that `ask` would run. */
  const planOf = (ask: (tx: Tx) => Promise<unknown>): Promise<string> =>
    service.app.get(OrgTx).run(place.orgId, async (tx) => {
      let plan: { 'QUERY PLAN': string }[] = [];
      const explain = async (sql: string, parameters: unknown[]): Promise<unknown[]> => {
        plan = await tx.query(`EXPLAIN ${sql}`, parameters);
        return [];
      };
      await ask({ ...tx, query: explain } as unknown as Tx);
      return plan.map((row) => row['QUERY PLAN']).join('\n');
    });

  it.each([
    ['of one service', { serviceId: place.serviceId, environmentId: place.environmentId }],
    ['of all services', {}],
  ])('the newest lines %s come by the index of their stream', async (_what, query) => {
    const queries = service.app.get(LogsQueries);
    const plan = await planOf((tx) => queries.newest(tx, logFilter(query), range, { limit: 50, after: undefined }));
    expect(plan).toContain(`using ${partition}_org_id_service_id_environment_id_at_seq_idx`);
    expect(plan).not.toContain(`Seq Scan on ${partition}`);
  });

  it('errors are counted by the index that holds only them', async () => {
    const queries = service.app.get(ErrorCountsQueries);
    const plan = await planOf((tx) => queries.groups(tx, place, { after: range.from, to: range.to }));
    expect(plan).toContain(`using ${partition}_org_id_service_id_environment_id_at_idx`);
  });
});
