import { OrgTx, type Tx } from '@throughline/platform';
import { inAMonth } from '../../test/furnished-organization.js';
import { type ConnectedRepository, type Organization, World } from '../../test/world.js';
import type { LoadedRun } from '../engine/execution-rows.js';
import { ExecutionsRepository } from '../engine/executions.repository.js';
import { GateEvidence } from './gate-evidence.js';
import { EVIDENCE_KINDS, EVIDENCE_STATUSES } from './reports/report.rules.js';

const gated = (condition: string): string => `name: gated
nodes:
  build: { kind: shell, run: make, artifacts: [{ name: app, path: app.tgz }] }
  gate: { kind: gate, needs: [build], condition: '${condition}' }
  deploy: { kind: deploy, needs: [gate], service: hello-service, environment: staging, artifact: app }
`;
const ASKING = gated('evidence.vulnerabilities.critical == 0');
const scanOf = (...ids: string[]): object[] => ids.map((id) => ({ VulnerabilityID: id, Severity: 'CRITICAL' }));

describe('evidence for gates', () => {
  let world: World;
  let org: Organization;
  let repository: ConnectedRepository;
  beforeAll(async () => {
    world = await World.start();
    org = await world.organization();
    repository = await world.connect(org);
  });
  afterAll(() => world.stop());

  async function scanned(pipeline: string, ...findings: string[]): Promise<string> {
    const execution_id = await world.run(org, repository, pipeline);
    const body = { execution_id, scan_results: scanOf(...findings) };
    expect((await world.as(org, 'post', '/evidence/vulnerability-scans', { body })).status).toBe(200);
    return execution_id;
  }

  /** The runs with what was attached to them, and how many statements that took. */
  const attached = (ids: string[]): Promise<{ runs: Map<string, LoadedRun>; statements: number }> =>
    world.service.app.get(OrgTx).run(org.id, async (tx) => {
      const runs = await world.service.app.get(ExecutionsRepository).read(tx, ids);
      let statements = 0;
      const counting: Tx = Object.assign(Object.create(tx) as Tx, {
        query: (sql: string, parameters?: unknown[]) => {
          statements += 1;
          return tx.query(sql, parameters);
        },
      });
      await world.service.app.get(GateEvidence).attach(counting, runs);
      return { runs: new Map(runs.map((run) => [run.execution.id, run])), statements };
    });

  it('is read for many executions in two statements, and for none where no gate asks', async () => {
    const asking = [await scanned(ASKING, 'CVE-1'), await scanned(ASKING, 'CVE-2', 'CVE-3'), await scanned(ASKING)];
    const silent = await scanned(gated('branch == "main"'), 'CVE-1');
    const { runs, statements } = await attached([...asking, silent]);
    expect(statements).toBe(2);
    expect(asking.map((id) => runs.get(id)?.evidence?.vulnerabilities?.critical)).toEqual([1, 2, 0]);
    expect(runs.get(silent)?.evidence).toBeUndefined();
    expect((await attached([silent])).statements).toBe(0);
  });

  it('is without what is waived for a service that the execution deploys', async () => {
    const body = { finding: 'cve-9', service: 'hello-service', reason: 'accepted', expiresAt: inAMonth() };
    expect((await world.as(org, 'post', '/waivers', { body })).status).toBe(201);
    const executionId = await scanned(ASKING, 'CVE-9', 'CVE-10');
    const { runs } = await attached([executionId]);
    expect(runs.get(executionId)?.evidence?.vulnerabilities).toMatchObject({ critical: 1, criticalWaived: 1 });
  });

  it.each([
    ['kind', EVIDENCE_KINDS],
    ['status', EVIDENCE_STATUSES],
  ])('has every %s there is, and no other', async (column, known) => {
    const rows = await world.service.db.query<{ definition: string }>(
      `SELECT pg_get_constraintdef(c.oid) AS definition FROM pg_constraint c
       WHERE c.conrelid = 'pipelines.evidence'::regclass AND c.contype = 'c'
         AND pg_get_constraintdef(c.oid) LIKE '%(' || $1 || ' = ANY%'`,
      [column],
    );
    const allowed = [...(rows[0]?.definition ?? '').matchAll(/'(\w+)'::text/g)].map((match) => match[1]);
    expect(allowed.toSorted()).toEqual([...known].toSorted());
  });
});
