import type { EnvironmentResponse } from './environments.dto.js';
import type { EnvironmentRow } from './environments.repository.js';

export function environmentResponse(row: EnvironmentRow): EnvironmentResponse {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    class: row.class,
    position: row.position,
    autoRollback: row.auto_rollback,
    createdAt: row.created_at.toISOString(),
  };
}
