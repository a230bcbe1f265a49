import type { Tx } from '@throughline/platform';

/** Wakes the worker that looks at repositories. */
export const STACKS_CHANNEL = 'pipelines_stacks';

/**
 * Has the repository looked at, or its end told; with a ref only when that is its default branch. Again when it is being
 * looked at.
 */
export async function scheduleStack(tx: Tx, repositoryId: string, ref?: string): Promise<void> {
  const rows = await tx.query(
    `INSERT INTO stack_work AS w (repository_id, org_id)
     SELECT id, org_id FROM repository
      WHERE id = $1 AND ($2::text IS NULL OR $2 = 'refs/heads/' || default_branch)
     ON CONFLICT (repository_id, org_id) DO UPDATE SET due_at = clock_timestamp(), attempts = 0, fence = w.fence + 1
     RETURNING repository_id`,
    [repositoryId, ref ?? null],
  );
  if (rows.length > 0) tx.hint(STACKS_CHANNEL);
}
