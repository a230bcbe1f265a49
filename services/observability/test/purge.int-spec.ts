import { identityOrgChangedV1 } from '@throughline/contracts';
import { purgeViolations, startTestService, type TestService } from '@throughline/testing';
import pg from 'pg';
import { AppModule } from '../src/app.module.js';
import { manifest } from '../src/manifest.js';
import { type FurnishedOrg, furnishOrg } from './furnished-org.js';

describe('purging an organization', () => {
  let service: TestService;
  let doomed: FurnishedOrg;
  let other: FurnishedOrg;
  beforeAll(async () => {
    service = await startTestService(AppModule, manifest);
    doomed = await furnishOrg(service);
    other = await furnishOrg(service);
    for (const { place } of [doomed, other]) {
      await service.deliver(identityOrgChangedV1, place.orgId, identityOrgChangedV1.example);
    }
  }, 60_000);
  afterAll(() => service.close());

  /** As the service's role inside the organization, without the purge's function. */
  async function deleteDirectly(url: string, table: string, orgId: string): Promise<number> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await client.query('BEGIN');
      await client.query(`SELECT set_config('app.org_id', $1, true)`, [orgId]);
      return (await client.query(`DELETE FROM observability.${table} WHERE org_id = $1`, [orgId])).rowCount ?? 0;
    } finally {
      await client.end();
    }
  }

  it.each(['change', 'log_entry'])('is the only way in which rows of %s go', async (table) => {
    expect(await deleteDirectly(service.db.serviceUrl, table, doomed.place.orgId)).toBe(0);
    expect(await deleteDirectly(service.db.ownerUrl, table, doomed.place.orgId)).toBe(0);
  });

  it('is refused to whom it was not ordered', async () => {
    const client = new pg.Client({ connectionString: service.db.serviceUrl });
    await client.connect();
    const purge = client.query(`SELECT observability.purge_organization_rows('change', $1, 1)`, [other.place.orgId]);
    await expect(purge).rejects.toThrow('no purge of this organization was requested');
    await client.end();
  });

  it('leaves no row of it, and every row of another', async () => {
    const partitions = await service.db.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'observability'::regnamespace AND relispartition`,
    );
    const emptyTables = ['impersonation_view', ...partitions.map(({ name }) => name)];
    const expectation = { schema: 'observability', doomed: doomed.place.orgId, other: other.place.orgId, emptyTables };
    expect(await purgeViolations(service, expectation)).toEqual([]);
  });
});
