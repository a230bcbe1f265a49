import type { StandingRow } from './standing.repository.js';
import type { StandingResponse } from './tenants.dto.js';

export function toStanding(row: StandingRow): StandingResponse {
  return {
    status: row.status,
    suspendedAt: row.suspended_at?.toISOString() ?? null,
    suspendedBy: row.suspended_by,
    suspensionReason: row.suspension_reason,
    deletionDueAt: row.deletion_due_at?.toISOString() ?? null,
    deletionRequestedAt: row.deletion_requested_at?.toISOString() ?? null,
    deletionRequestedBy: row.deletion_requested_by,
    deletionReason: row.deletion_reason,
    isDeletionByOwner: row.is_deletion_by_owner,
  };
}
