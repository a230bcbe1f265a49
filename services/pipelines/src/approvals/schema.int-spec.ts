import { createTestDatabase, type TestDatabase } from '@throughline/testing';
import { PRIORITIES } from '../change-requests/sla.rules.js';
import { manifest } from '../manifest.js';
import { APPROVAL_KINDS } from './approval-rows.js';
import { ACTIVITY_KINDS } from './note-activity.js';
import { VOTE_DECISIONS } from './voting.rules.js';

describe('the tables of approvals', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase(manifest);
  });
  afterAll(() => db.drop());

  it.each([
    ['approval', 'kind', APPROVAL_KINDS],
    ['approval_activity', 'kind', ACTIVITY_KINDS],
    ['approval_vote', 'decision', VOTE_DECISIONS],
    ['change_request', 'priority', PRIORITIES],
  ])('%s.%s allows exactly the words that the code knows', async (table, column, words) => {
    const rows = await db.query<{ definition: string }>(
      `SELECT pg_get_constraintdef(c.oid) AS definition FROM pg_constraint c WHERE c.contype = 'c'
         AND c.conrelid = ('pipelines.' || $1)::regclass AND pg_get_constraintdef(c.oid) LIKE '%(' || $2 || ' = ANY%'`,
      [table, column],
    );
    const allowed = [...(rows[0]?.definition ?? '').matchAll(/'(\w+)'::text/g)].map((match) => match[1]);
    expect(allowed.toSorted()).toEqual([...words].toSorted());
  });
});
