import { Injectable } from '@nestjs/common';
import { Audit, cursorKey, OrgTx, type Page, type PageQuery, type Principal, toPage } from '@throughline/platform';
import { CatalogReferencesRepository } from '../catalog/catalog-references.repository.js';
import { CatalogWait } from '../catalog/catalog-wait.js';
import type { ApiKeyRow, SupersededRow } from './api-key.row.js';
import { ApiKeyChanges } from './api-key-changes.js';
import type { ApiKeyCreatedResponse, ApiKeyResponse, CreateApiKeyRequest } from './api-keys.dto.js';
import { refuse } from './api-keys.errors.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import { keyFacts } from './key-facts.js';
import type { RotateKeyRequest } from './key-facts.dto.js';
import { keyMaker } from './key-maker.js';
import { keySecret } from './key-secret.js';
import { keyTrail } from './key-trail.js';

/** Ingest keys of an organization. Each is bound to one service in one environment. */
@Injectable()
export class ApiKeysService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly apiKeys: ApiKeysRepository,
    private readonly changes: ApiKeyChanges,
    private readonly catalog: CatalogReferencesRepository,
    private readonly catalogWait: CatalogWait,
    private readonly audit: Audit,
  ) {}

  list(orgId: string, query: PageQuery): Promise<Page<ApiKeyResponse>> {
    const before = cursorKey(query.cursor, 1)?.[0];
    return this.orgTx.run(orgId, async (tx) => {
      const rows = await this.apiKeys.list(tx, holderOf(orgId), query.limit, before?.toString());
      const superseded = await this.apiKeys.superseded(
        tx,
        rows.map(({ id }) => id),
      );
      return toPage(
        rows,
        query.limit,
        (row) => [row.id],
        (row) => toApiKey(row, superseded),
      );
    });
  }

  /** A new key; its text is in this answer and nowhere else. */
  async create(orgId: string, principal: Principal, request: CreateApiKeyRequest): Promise<ApiKeyCreatedResponse> {
    keyMaker(principal);
    const { name, description = '', expiresAt, serviceId: service_id, environmentId: environment_id } = request;
    await this.catalogWait.untilKnown(orgId, service_id, environment_id);
    return this.orgTx.run(orgId, async (tx) => {
      if (!(await this.catalog.hasBoth(tx, service_id, environment_id))) throw refuse('not_found');
      const draft = { org_id: orgId, name, description, expiresAt, service_id, environment_id };
      const made = await this.changes.add(tx, holderOf(orgId), draft);
      await this.audit.record(tx, keyTrail('created', made.row));
      return keySecret(made);
    });
  }

  /** The key's next secret; the one before is good for the overlap. */
  rotate(orgId: string, principal: Principal, id: string, request: RotateKeyRequest): Promise<ApiKeyCreatedResponse> {
    keyMaker(principal);
    return this.orgTx.run(orgId, async (tx) => {
      const before = await this.apiKeys.lock(tx, holderOf(orgId), id);
      if (!before) throw refuse('not_found');
      const made = await this.changes.rotate(tx, before, request);
      await this.audit.record(tx, keyTrail('rotated', made.row, before));
      return keySecret(made);
    });
  }

  /** The key opens nothing from now on. Revoking it again changes nothing. */
  revoke(orgId: string, id: string): Promise<void> {
    return this.orgTx.run(orgId, async (tx) => {
      const row = await this.apiKeys.lock(tx, holderOf(orgId), id);
      if (!row) throw refuse('not_found');
      if (await this.changes.revoke(tx, row)) await this.audit.record(tx, keyTrail('revoked', row));
    });
  }
}

const holderOf = (orgId: string) => ({ kind: 'ingest' as const, id: orgId });

function toApiKey(row: ApiKeyRow, superseded: readonly SupersededRow[]): ApiKeyResponse {
  const { service_id: serviceId, environment_id: environmentId } = row;
  if (serviceId === null || environmentId === null) throw new Error('an ingest key has a source');
  return { ...keyFacts(row, superseded), kind: 'ingest', serviceId, environmentId };
}
