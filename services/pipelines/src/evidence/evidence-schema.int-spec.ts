import { createTestDatabase, type TestDatabase } from '@throughline/testing';
import { manifest } from '../manifest.js';
import { EVIDENCE_KINDS, EVIDENCE_STATUSES } from './reports/report.js';

describe('the schema of evidence', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase(manifest);
  });
  afterAll(() => db.drop());

  it.each([
    ['kind', EVIDENCE_KINDS],
    ['status', EVIDENCE_STATUSES],
  ])('allows every %s there is, and no other', async (column, known) => {
    const rows = await db.query<{ definition: string }>(
      `SELECT pg_get_constraintdef(c.oid) AS definition FROM pg_constraint c
       WHERE c.conrelid = 'pipelines.evidence'::regclass AND c.contype = 'c'
         AND pg_get_constraintdef(c.oid) LIKE '%(' || $1 || ' = ANY%'`,
      [column],
    );
    const allowed = [...(rows[0]?.definition ?? '').matchAll(/'(\w+)'::text/g)].map((match) => match[1]);
    expect(allowed.toSorted()).toEqual([...known].toSorted());
  });
});
