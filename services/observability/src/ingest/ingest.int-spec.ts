import { deploymentsDeploymentFinishedV1 } from '@throughline/contracts';
import { startTestService, type TestService, uncoveredTables } from '@throughline/testing';
import pg from 'pg';
import { AppModule } from '../app.module.js';
import { manifest } from '../manifest.js';
import { aDeployment, aLine, ingest, newPlace, read } from '../../test/builders.js';
import { LogPartitions } from './log-partitions.js';

describe('log ingest', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(AppModule, manifest);
  });
  afterAll(() => service.close());

  it('T2: leaves no table uncovered, partitions included', async () => {
    expect(await uncoveredTables(service.db, 'observability')).toEqual([]);
    const [{ parts } = { parts: 0 }] = await service.db.query<{ parts: number }>(
      `SELECT count(*)::int AS parts FROM pg_inherits WHERE inhparent = 'observability.log_entry'::regclass`,
    );
    expect(parts).toBe(16);
  });

  it('makes a partition once, however many processes ask', async () => {
    await service.db.query(`DROP TABLE observability.log_entry_${dayAhead(7)}`);
    const partitions = service.app.get(LogPartitions);
    const made = await Promise.all([partitions.ensure(), partitions.ensure(), partitions.ensure()]);
    expect(made.reduce((a, b) => a + b)).toBe(1);
  });

  it('commits the lines of many requests together and loses none', async () => {
    const places = [newPlace(), newPlace(), newPlace()];
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        ingest(service, places[n % 3] ?? newPlace(), [aLine({ message: `line ${n}` })]),
      ),
    );
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 202));
    const rows = await service.db.query<{ message: string; xmin: string }>(
      `SELECT message, xmin::text FROM observability.log_entry WHERE org_id = ANY($1)`,
      [places.map((place) => place.orgId)],
    );
    expect(new Set(rows.map((row) => row.message)).size).toBe(60);
    expect(new Set(rows.map((row) => row.xmin)).size).toBeLessThan(60);
  });

  it('numbers every line once', async () => {
    const rows = await service.db.query<{ twice: number }>(
      `SELECT (count(*) - count(DISTINCT seq))::int AS twice FROM observability.log_entry`,
    );
    expect(rows[0]?.twice).toBe(0);
  });

  it('shows and lets change no line outside of its organization', async () => {
    const role = new pg.Client({ connectionString: service.db.serviceUrl });
    await role.connect();
    await role.query(`BEGIN; SELECT set_config('app.scope', 'system', true)`);
    const outside = await role.query('SELECT * FROM observability.log_entry');
    await role.query(`SELECT set_config('app.org_id', $1, true)`, [newPlace().orgId]);
    const elsewhere = await role.query('SELECT * FROM observability.log_entry');
    const deleted = await role.query('DELETE FROM observability.log_entry');
    await role.end();
    expect([outside.rowCount, elsewhere.rowCount, deleted.rowCount]).toEqual([0, 0, 0]);
  });

  it('stamps by the time of the line, never by what the line says', async () => {
    const place = newPlace();
    const old = aDeployment(place, { number: 87 });
    const next = aDeployment(place, { number: 88 });
    const wentLive = Date.now() - 60_000;
    await service.deliver(deploymentsDeploymentFinishedV1, place.orgId, old);
    await service.db.query(`UPDATE observability.live_deployment SET since = to_timestamp($1) WHERE id = $2`, [
      wentLive / 1_000,
      old.deploymentId,
    ]);
    await service.deliver(deploymentsDeploymentFinishedV1, place.orgId, next);
    const at = (ms: number): string => new Date(ms).toISOString();
    await ingest(service, place, [
      aLine({ message: 'before all', timestamp: at(wentLive - 1_000) }),
      aLine({ message: 'of the old', timestamp: at(wentLive + 1_000), meta: { deploymentId: next.deploymentId } }),
      aLine({ message: 'of the new', timestamp: at(Date.now() + 1_000) }),
    ]);
    const rows = await service.db.query<{ message: string; deployment_id: string | null }>(
      `SELECT message, deployment_id FROM observability.log_entry WHERE org_id = $1 ORDER BY at`,
      [place.orgId],
    );
    expect(rows).toEqual([
      { message: 'before all', deployment_id: null },
      { message: 'of the old', deployment_id: old.deploymentId },
      { message: 'of the new', deployment_id: next.deploymentId },
    ]);
  });

  it('corrects the stamp of lines that were faster than the news of their deployment', async () => {
    const place = newPlace();
    const deployment = aDeployment(place);
    await ingest(service, place, [aLine({ timestamp: new Date(Date.now() + 2_000).toISOString() })]);
    await service.deliver(deploymentsDeploymentFinishedV1, place.orgId, deployment);
    const found = await read(
      service,
      place.orgId,
      `logs?deploymentId=${deployment.deploymentId}&to=${new Date(Date.now() + 60_000).toISOString()}`,
    );
    expect(found.body.items).toHaveLength(1);
  });
});

function dayAhead(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
}
