import { clientInWords } from '../text/client-words.js';
import type { EntryRow } from './audit-entry.row.js';
import type { AuditEntryResponse } from './audit-log.dto.js';

/** What is shown of an entry, in the explorer and in an export. */
export function toEntry(row: EntryRow): AuditEntryResponse {
  return {
    id: row.id,
    sequence: Number(row.sequence),
    service: row.service,
    action: row.action,
    actorId: row.actor_id,
    actorName: row.actor_name,
    impersonatorId: row.impersonator_id,
    impersonatorName: row.impersonator_name,
    resourceKind: row.resource_kind,
    resourceId: row.resource_id,
    resourceName: row.resource_name,
    before: row.before,
    after: row.after,
    ip: row.ip,
    client: clientInWords(row.user_agent),
    occurredAt: row.occurred_at.toISOString(),
  };
}
