import { schemaDrift, uncoveredTables, createTestDatabase, type TestDatabase } from '@throughline/testing';
import { APPROVAL_STATES } from '../approvals/approval.machine.js';
import { NODE_KINDS } from '../definitions/node-kinds.rules.js';
import { PIPELINE_TYPES } from '../definitions/pipeline-type.rules.js';
import { manifest } from '../manifest.js';
import { EXECUTION_STATUSES } from './execution.machine.js';
import { NODE_STATUSES } from './node.machine.js';
import { RULE_TARGETS } from '../repositories/branch.rules.js';
import { FIRING_STATES } from '../triggers/firing.machine.js';
import { FOLLOWED_OUTCOMES } from '../triggers/follow-up.rules.js';
import { MISFIRE_POLICIES } from '../triggers/misfire.rules.js';
import { TRIGGERS } from './trigger.js';

describe('the schema', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase(manifest);
  });
  afterAll(() => db.drop());

  it.each([
    ['pipeline', 'type', PIPELINE_TYPES],
    ['execution', 'status', EXECUTION_STATUSES],
    ['node', 'status', NODE_STATUSES],
    ['node', 'kind', NODE_KINDS],
    ['execution', 'trigger', TRIGGERS],
    ['branch_rule', 'target', RULE_TARGETS],
    ['follow_up', 'outcome', FOLLOWED_OUTCOMES],
    ['schedule', 'misfire', MISFIRE_POLICIES],
    ['firing', 'state', FIRING_STATES],
    ['approval', 'state', APPROVAL_STATES],
  ])('%s.%s allows exactly the states of its machine', async (table, column, states) => {
    const rows = await db.query<{ definition: string }>(
      `SELECT pg_get_constraintdef(c.oid) AS definition FROM pg_constraint c
       WHERE c.conrelid = ('pipelines.' || $1)::regclass AND c.contype = 'c' AND pg_get_constraintdef(c.oid) LIKE '%(' || $2 || ' = ANY%'`,
      [table, column],
    );
    const allowed = [...(rows[0]?.definition ?? '').matchAll(/'(\w+)'::text/g)].map((match) => match[1]);
    expect(allowed.toSorted()).toEqual([...states].toSorted());
  });

  it('T2: leaves no table uncovered', async () => {
    // A runner serves all organizations, and names its own requests; nobody else's can clash with them.
    const spanning = { job_acquired_by: 'of a runner' };
    expect(await uncoveredTables(db, 'pipelines', spanning)).toEqual([]);
  });
  it('has no entity that the tables do not match', async () =>
    expect(await schemaDrift(manifest, db.ownerUrl)).toEqual([]));

  it('T4: refuses a reference to another organization’s row', async () => {
    const [a, b] = ['00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-00000000000b'];
    const project = '00000000-0000-7000-8000-000000000001';
    await db.query(
      'INSERT INTO pipelines.project (org_id, id, slug, name, archived, version) VALUES ($1, $2, $3, $3, false, 1)',
      [a, project, 'p'],
    );
    const insert = db.query(
      `INSERT INTO pipelines.repository (id, org_id, project_id, name, clone_url, default_branch, hook_secret)
       VALUES (gen_random_uuid(), $1, $2, 'r', 'file:///x', 'main', 's')`,
      [b, project],
    );
    await expect(insert).rejects.toMatchObject({ code: '23503' });
  });
});
