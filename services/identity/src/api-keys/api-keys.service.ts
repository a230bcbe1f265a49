import { Injectable } from '@nestjs/common';
import { identityApiKeyRevokedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { Audit, cursorKey, OrgTx, Outbox, type Page, type PageQuery, toPage } from '@throughline/platform';
import { CatalogReferencesRepository } from '../catalog/catalog-references.repository.js';
import { CatalogWait } from '../catalog/catalog-wait.js';
import { DerivedKeys } from '../keys/derived-keys.js';
import { newIngestKey } from './api-key-text.js';
import type { ApiKeyCreatedResponse, ApiKeyResponse, CreateApiKeyRequest } from './api-keys.dto.js';
import { refuse } from './api-keys.errors.js';
import { type ApiKeyRow, ApiKeysRepository } from './api-keys.repository.js';

/** API keys of an organization. Each is bound to one service in one environment. */
@Injectable()
export class ApiKeysService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly apiKeys: ApiKeysRepository,
    private readonly catalog: CatalogReferencesRepository,
    private readonly catalogWait: CatalogWait,
    private readonly keys: DerivedKeys,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
  ) {}

  list(orgId: string, query: PageQuery): Promise<Page<ApiKeyResponse>> {
    const before = cursorKey(query.cursor, 1)?.[0];
    return this.orgTx.run(orgId, async (tx) => {
      const rows = await this.apiKeys.list(tx, query.limit, before?.toString());
      return toPage(rows, query.limit, (row) => [row.id], toApiKey);
    });
  }

  /** A new key; its text is in this answer and nowhere else. */
  async create(orgId: string, request: CreateApiKeyRequest): Promise<ApiKeyCreatedResponse> {
    const { name, kind, serviceId, environmentId } = request;
    const expires_at = expiryOf(request);
    await this.catalogWait.untilKnown(orgId, serviceId, environmentId);
    const { text, prefix } = newIngestKey();
    const secret_hash = this.keys.mac('api-key', text);
    return this.orgTx.run(orgId, async (tx) => {
      if (!(await this.catalog.hasBoth(tx, serviceId, environmentId))) throw refuse('not_found');
      const draft = { id: newId(), name, kind, prefix, secret_hash, expires_at };
      const row = await this.apiKeys.insert(tx, { ...draft, service_id: serviceId, environment_id: environmentId });
      await this.audit.record(tx, {
        ...factOf(row),
        action: 'api_key.created',
        after: { prefix, kind, serviceId, environmentId, expiresAt: expires_at?.toISOString() ?? null },
      });
      return { id: row.id, name, prefix, secret: text, createdAt: row.created_at.toISOString() };
    });
  }

  /** The key opens nothing from now on. Revoking it again changes nothing. */
  revoke(orgId: string, apiKeyId: string): Promise<void> {
    return this.orgTx.run(orgId, async (tx) => {
      const row = await this.apiKeys.find(tx, apiKeyId);
      if (!row) throw refuse('not_found');
      if (!(await this.apiKeys.revoke(tx, apiKeyId))) return;
      const { prefix } = row;
      await this.outbox.append(tx, identityApiKeyRevokedV1, { kind: 'api_key', id: apiKeyId }, { apiKeyId, prefix });
      await this.audit.record(tx, { ...factOf(row), action: 'api_key.revoked', before: { prefix } });
    });
  }
}

function expiryOf({ expiresAt }: CreateApiKeyRequest): Date | null {
  if (expiresAt === undefined) return null;
  const date = new Date(expiresAt);
  if (date.getTime() > Date.now()) return date;
  throw refuse('expiry_past', undefined, [{ pointer: '/expiresAt', message: 'must be in the future' }]);
}

function factOf(row: ApiKeyRow) {
  return { resourceKind: 'api_key', resourceId: row.id, resourceName: row.name };
}

function toApiKey(row: ApiKeyRow): ApiKeyResponse {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    prefix: row.prefix,
    serviceId: row.service_id,
    environmentId: row.environment_id,
    expiresAt: row.expires_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  };
}
