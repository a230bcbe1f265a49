import type { ImpersonationResponse } from './impersonation.dto.js';
import type { ImpersonationRow } from './impersonation.repository.js';

export function toImpersonation(row: ImpersonationRow): ImpersonationResponse {
  return {
    id: row.id,
    organizationId: row.org_id,
    actorId: row.actor_id,
    actorName: row.actor_name,
    userId: row.user_id,
    userName: row.user_name,
    reason: row.reason,
    startedAt: row.started_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    endedAt: (row.ended_at ?? (row.is_over ? row.expires_at : null))?.toISOString() ?? null,
    state: stateOf(row),
  };
}

/** One that ran out before somebody ended it has run out, whatever was written down later. */
function stateOf({ ended_at, end_reason, expires_at, is_over }: ImpersonationRow): ImpersonationResponse['state'] {
  if (ended_at === null || end_reason === null) return is_over ? 'expired' : 'running';
  return ended_at >= expires_at ? 'expired' : end_reason;
}
