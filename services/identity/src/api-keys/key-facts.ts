import type { ApiKeyRow, SupersededRow } from './api-key.row.js';
import type { KeyFacts } from './key-facts.dto.js';
import { keyState } from './key-state.js';

/** What is shown of every key, whoever holds it. */
export function keyFacts(row: ApiKeyRow, superseded: readonly SupersededRow[]): KeyFacts {
  const current = { version: row.version, prefix: row.prefix, createdAt: row.rotated_at ?? row.created_at };
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    prefix: row.prefix,
    state: keyState(row),
    versions: [
      { ...current, createdAt: current.createdAt.toISOString(), endsAt: null },
      ...superseded
        .filter((one) => one.api_key_id === row.id)
        .map(({ version, prefix, created_at, ends_at }) => ({
          version,
          prefix,
          createdAt: created_at.toISOString(),
          endsAt: ends_at.toISOString(),
        })),
    ],
    expiresAt: row.expires_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    lastUsedIp: row.last_used_ip,
    lastUsedBy: row.last_used_agent,
    createdBy: row.created_by_name,
    createdAt: row.created_at.toISOString(),
  };
}
