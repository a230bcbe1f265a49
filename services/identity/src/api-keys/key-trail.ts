import type { AuditFact } from '@throughline/platform';
import type { ApiKeyRow } from './api-key.row.js';

export type KeyAct = 'created' | 'rotated' | 'revoked';

/** The audit fact of what happened to a key. It names the key by its prefix, which opens nothing. */
export function keyTrail(act: KeyAct, row: ApiKeyRow, before?: ApiKeyRow): AuditFact {
  const shown = before ?? row;
  return {
    action: `api_key.${act}`,
    resourceKind: 'api_key',
    resourceId: row.id,
    resourceName: row.name,
    before: act === 'created' ? null : { prefix: shown.prefix, expiresAt: textOf(shown.expires_at) },
    after: act === 'revoked' ? null : after(row),
  };
}

function after(row: ApiKeyRow): Record<string, unknown> {
  const { prefix, kind, version, service_id, environment_id, service_account_id, scopes } = row;
  return {
    prefix,
    kind,
    version,
    expiresAt: textOf(row.expires_at),
    ...(service_id !== null && { serviceId: service_id, environmentId: environment_id }),
    ...(service_account_id !== null && { serviceAccountId: service_account_id }),
    ...(scopes !== null && { scopes }),
  };
}

const textOf = (date: Date | null): string | null => date?.toISOString() ?? null;
