import { type ServiceManifest, globalTable, RESTATE, systemTable, tenantTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { uncoveredTables } from './uncovered-tables.js';

/** A schema that keeps every rule. */
const SOUND = [
  'CREATE TABLE thing (id uuid PRIMARY KEY, org_id uuid NOT NULL, slug text, UNIQUE (org_id, id), UNIQUE (org_id, slug))',
  ...tenantTable('thing'),
  `CREATE TABLE part (id uuid PRIMARY KEY, org_id uuid NOT NULL, thing_id uuid,
     FOREIGN KEY (org_id, thing_id) REFERENCES thing (org_id, id))`,
  ...systemTable('part'),
  'CREATE TABLE plan (key text PRIMARY KEY)',
  ...globalTable('plan'),
];

class CreateThings1800000000001 implements MigrationInterface {
  name = 'CreateThings1800000000001';
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of SOUND) await runner.query(sql);
  }
  async down(): Promise<void> {}
}

const manifest: ServiceManifest = {
  name: 'billing',
  title: 'Things',
  entities: [],
  migrations: [CreateThings1800000000001],
};

const BREACHES: [breach: string, sql: string[], problem: RegExp][] = [
  ['a table without row-level security', ['CREATE TABLE bare (org_id uuid NOT NULL)'], /bare: row-level security/],
  ['one that its owner may pass', ['ALTER TABLE thing NO FORCE ROW LEVEL SECURITY'], /thing: row-level security/],
  ['one without a policy', ['DROP POLICY tenant ON thing'], /thing: no policy/],
  [
    'a policy that lets all through',
    ['DROP POLICY tenant ON thing', 'CREATE POLICY tenant ON thing USING (true)'],
    /thing: has an organization and a policy that does not ask for it/,
  ],
  [
    'a table of nobody that does not say so',
    [
      'CREATE TABLE lost (id uuid PRIMARY KEY)',
      ...tenantTable('lost').slice(0, 2),
      'CREATE POLICY p ON lost USING (true)',
    ],
    /lost: has no organization/,
  ],
  ['rows of nobody', ['ALTER TABLE thing ALTER org_id DROP NOT NULL'], /thing: org_id may be null/],
  [
    'a reference by id alone',
    ['ALTER TABLE part ADD COLUMN other_id uuid CONSTRAINT loose REFERENCES thing (id)'],
    /part: loose can refer to a row of another organization/,
  ],
  ['a name that is taken for all', ['ALTER TABLE thing ADD CONSTRAINT oracle UNIQUE (slug)'], /oracle: unique across/],
  ['a view with its owner’s rights', ['CREATE VIEW seen AS SELECT * FROM thing'], /seen: view without/],
  ['a table of the service’s own', ['ALTER TABLE thing OWNER TO svc_billing'], /thing: owned by the service role/],
  ['a role that may bypass', ['ALTER ROLE svc_billing BYPASSRLS'], /svc_billing: may bypass/],
];

describe('the catalogue check', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase(manifest);
  });
  afterAll(() => db.drop());

  it('passes a sound schema', async () => expect(await uncoveredTables(db, 'billing')).toEqual([]));

  it.each(BREACHES)('finds %s', async (_breach, statements, problem) => {
    const found = await inRolledBack(db, ['SET search_path = billing', ...statements]);
    expect(found.filter((line) => problem.test(line))).toHaveLength(1);
  });

  it('lets an index span organizations that is named with a reason', async () => {
    const statements = ['SET search_path = billing', 'ALTER TABLE thing ADD CONSTRAINT oracle UNIQUE (slug)'];
    expect(await inRolledBack(db, statements, { oracle: 'random' })).toEqual([]);
  });

  it('finds policies that were worded otherwise restated as new ones are, each by what it allows', async () => {
    const policies = `SELECT tablename, qual, with_check FROM pg_policies WHERE schemaname = 'billing' ORDER BY 1`;
    const older = `NULLIF(current_setting('app.org_id', true), '')::uuid`;
    const system = `org_id = ${older} OR current_setting('app.scope', true) = 'system'`;
    const reword = [
      'SET LOCAL search_path = billing',
      `ALTER POLICY tenant ON thing USING (org_id = ${older}) WITH CHECK (org_id = ${older})`,
      `ALTER POLICY tenant_or_system ON part USING (${system}) WITH CHECK (${system})`,
    ];
    const read = (within: TestDatabase): Promise<unknown> => within.query(policies);
    const fresh = await db.query(policies);
    expect(await afterwards(db, reword, read)).not.toEqual(fresh);
    expect(await afterwards(db, [...reword, RESTATE], read)).toEqual(fresh);
  });
});

/** What the check finds after the statements, which are then undone. */
const inRolledBack = (db: TestDatabase, statements: string[], spanning = {}): Promise<string[]> =>
  afterwards(db, statements, (within) => uncoveredTables(within, 'billing', spanning));

async function afterwards<T>(
  db: TestDatabase,
  statements: string[],
  look: (within: TestDatabase) => Promise<T>,
): Promise<T> {
  const { client, release } = await db.connect();
  try {
    await client.query('BEGIN');
    for (const sql of statements) await client.query(sql);
    const within = { ...db, query: async (sql: string, values?: unknown[]) => (await client.query(sql, values)).rows };
    return await look(within as TestDatabase);
  } finally {
    await client.query('ROLLBACK');
    release();
  }
}
