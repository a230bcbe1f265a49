import type { Actor } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import type { Tx } from '@throughline/platform';

export const ACTIVITY_KINDS = [
  'requested',
  'commented',
  'voted',
  'changes_requested',
  'answered',
  'edited',
  'evidence_changed',
  'reassigned',
  'delegated',
  'withdrawn',
  'superseded',
  'expired',
] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

export interface Activity {
  approvalId: string;
  kind: ActivityKind;
  actor: Actor;
  text: string | null;
}

/** Leaves a line in the story of a request, in the transaction of what it tells. */
export async function noteActivity(tx: Tx, { approvalId, kind, actor, text }: Activity): Promise<void> {
  await tx.query(
    `INSERT INTO approval_activity (id, org_id, approval_id, kind, actor_id, actor_name, text)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [newId(), tx.orgId, approvalId, kind, actor.userId, actor.name, text],
  );
}
