import { Injectable } from '@nestjs/common';
import {
  Audit,
  cursorKey,
  type Page,
  type PageQuery,
  type Principal,
  SystemTx,
  toPage,
  type Tx,
} from '@throughline/platform';
import { personOf } from '../organizations/person-of.js';
import { AccountEvents } from '../security-log/account-events.js';
import type { ApiKeyRow, SupersededRow } from './api-key.row.js';
import { ApiKeyChanges } from './api-key-changes.js';
import { refuse } from './api-keys.errors.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import { keyFacts } from './key-facts.js';
import type { KeySecretResponse, RotateKeyRequest } from './key-facts.dto.js';
import { keyMaker } from './key-maker.js';
import { notHeld } from './key-scopes.js';
import { keySecret } from './key-secret.js';
import { type KeyAct, keyTrail } from './key-trail.js';
import { type OrganizationRights, PersonRights } from './person-rights.js';
import type { CreatePersonalKeyRequest, PersonalKeyResponse } from './personal-keys.dto.js';

/** Keys with which a program acts as the person, in the person's organizations or in one of them. */
@Injectable()
export class PersonalKeysService {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly apiKeys: ApiKeysRepository,
    private readonly changes: ApiKeyChanges,
    private readonly rights: PersonRights,
    private readonly events: AccountEvents,
    private readonly audit: Audit,
  ) {}

  list(principal: Principal, query: PageQuery): Promise<Page<PersonalKeyResponse>> {
    const userId = personOf(principal);
    const before = cursorKey(query.cursor, 1)?.[0];
    return this.systemTx.run(async (tx) => {
      const rows = await this.apiKeys.list(tx, holderOf(userId), query.limit, before?.toString());
      const superseded = await this.apiKeys.superseded(
        tx,
        rows.map(({ id }) => id),
      );
      const mine = await this.rights.of(tx, userId);
      return toPage(
        rows,
        query.limit,
        (row) => [row.id],
        (row) => toPersonalKey(row, superseded, mine),
      );
    });
  }

  /** A new key; its text is in this answer and nowhere else. Its scopes are what the person holds somewhere now. */
  create(principal: Principal, request: CreatePersonalKeyRequest): Promise<KeySecretResponse> {
    const user_id = keyMaker(principal);
    const { name, description = '', expiresAt, scopes, organizationId } = request;
    return this.systemTx.run(async (tx) => {
      const mine = await this.rights.of(tx, user_id);
      const opened = organizationId === undefined ? mine : mine.filter(({ orgId }) => orgId === organizationId);
      if (organizationId !== undefined && opened.length === 0) throw refuse('not_found');
      const missing = notHeld(scopes, opened);
      if (missing.length > 0) {
        throw refuse('scope_not_held', `You do not hold ${missing.join(', ')} yourself, so no key of yours can.`);
      }
      const draft = { org_id: organizationId ?? null, name, description, expiresAt, scopes, user_id };
      const made = await this.changes.add(tx, holderOf(user_id), draft);
      await this.leaveTrail(tx, 'created', made.row);
      return keySecret(made);
    });
  }

  /** The key's next secret; the one before is good for the overlap. */
  rotate(principal: Principal, id: string, request: RotateKeyRequest): Promise<KeySecretResponse> {
    const userId = keyMaker(principal);
    return this.systemTx.run(async (tx) => {
      const before = await this.apiKeys.lock(tx, holderOf(userId), id);
      if (!before) throw refuse('not_found');
      const made = await this.changes.rotate(tx, before, request);
      await this.leaveTrail(tx, 'rotated', made.row, before);
      return keySecret(made);
    });
  }

  /** The key opens nothing from now on. Revoking it again changes nothing. */
  revoke(principal: Principal, id: string): Promise<void> {
    const userId = keyMaker(principal);
    return this.systemTx.run(async (tx) => {
      const row = await this.apiKeys.lock(tx, holderOf(userId), id);
      if (!row) throw refuse('not_found');
      if (await this.changes.revoke(tx, row)) await this.leaveTrail(tx, 'revoked', row);
    });
  }

  /** All of a person's, whoever decides it. Returns how many opened something before. For a SystemTx. */
  async revokeAll(tx: Tx, userId: string): Promise<number> {
    const rows = await this.apiKeys.lockLive(tx, holderOf(userId));
    for (const row of rows) {
      if (await this.changes.revoke(tx, row)) await this.leaveTrail(tx, 'revoked', row);
    }
    return rows.length;
  }

  /** In the person's security log, and in the audit log of the organization that the key is bound to. */
  private async leaveTrail(tx: Tx, act: KeyAct, row: ApiKeyRow, before?: ApiKeyRow): Promise<void> {
    const { id: keyId, name, prefix, version } = row;
    await this.events.record(tx, {
      userId: row.user_id ?? '',
      kind: `key_${act}`,
      details: { keyId, name, prefix, version },
    });
    if (row.org_id !== null) await this.audit.record(tx, keyTrail(act, row, before), row.org_id);
  }
}

const holderOf = (userId: string) => ({ kind: 'user' as const, id: userId });

function toPersonalKey(
  row: ApiKeyRow,
  superseded: readonly SupersededRow[],
  mine: readonly OrganizationRights[],
): PersonalKeyResponse {
  const bound = mine.find(({ orgId }) => orgId === row.org_id);
  // One whose organization the person has left opens nothing; it is shown with what is still known of it.
  const lost = row.org_id === null ? null : { id: row.org_id, slug: '', name: 'An organization you have left' };
  const organization = bound ? { id: bound.orgId, slug: bound.slug, name: bound.name } : lost;
  return { ...keyFacts(row, superseded), scopes: row.scopes ?? [], organization };
}
