import { Injectable } from '@nestjs/common';
import { identityApiKeyRevokedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { currentContext, Outbox, type Tx } from '@throughline/platform';
import { DerivedKeys } from '../keys/derived-keys.js';
import type { ApiKeyRow, NewApiKey } from './api-key.row.js';
import { newApiKey } from './api-key-text.js';
import { refuse } from './api-keys.errors.js';
import { ApiKeysRepository, type Holder } from './api-keys.repository.js';
import { keyExpiry } from './key-expiry.js';
import { keyState } from './key-state.js';

const MOST_KEYS = 100;

type Made = 'id' | 'prefix' | 'secret_hash' | 'created_by_name' | 'kind' | 'expires_at';
/** `expiresAt` as the request has it; a key without one has no end. */
export type KeyDraft = Omit<NewApiKey, Made> & { expiresAt: string | undefined };

export interface Rotation {
  overlapHours: number;
  /** The new end of the key; what it was when absent. */
  expiresAt?: string;
}

/** What happens to a key, whoever holds it, with what the gateway has to hear. The caller leaves the trail. */
@Injectable()
export class ApiKeyChanges {
  constructor(
    private readonly apiKeys: ApiKeysRepository,
    private readonly keys: DerivedKeys,
    private readonly outbox: Outbox,
  ) {}

  /** A new key and its text, which is kept nowhere. */
  async add(tx: Tx, holder: Holder, { expiresAt, ...draft }: KeyDraft): Promise<{ row: ApiKeyRow; secret: string }> {
    const expires_at = await keyExpiry(tx, expiresAt);
    if ((await this.apiKeys.countLive(tx, holder)) >= MOST_KEYS) throw refuse('too_many_keys');
    const { text, prefix } = newApiKey(holder.kind);
    const secret_hash = this.keys.mac('api-key', text);
    const created_by_name = currentContext()?.actor?.name ?? null;
    const key = { ...draft, expires_at, kind: holder.kind, id: newId(), prefix, secret_hash, created_by_name };
    return { row: await this.apiKeys.insert(tx, key), secret: text };
  }

  /** Gives the locked key another secret. The one before is good for the overlap; without one it ends at once. */
  async rotate(tx: Tx, row: ApiKeyRow, rotation: Rotation): Promise<{ row: ApiKeyRow; secret: string }> {
    const state = keyState(row);
    if (state === 'revoked' || state === 'expired') throw refuse('key_ended');
    const expires_at = rotation.expiresAt === undefined ? row.expires_at : await keyExpiry(tx, rotation.expiresAt);
    const { text, prefix } = newApiKey(row.kind);
    await this.apiKeys.supersede(tx, row, newId(), rotation.overlapHours);
    const next = { prefix, secret_hash: this.keys.mac('api-key', text), expires_at };
    const renewed = await this.apiKeys.renew(tx, row.id, next);
    if (rotation.overlapHours === 0) await this.announceEnd(tx, row);
    return { row: renewed, secret: text };
  }

  /** The key opens nothing from now on. False when that was so before. */
  async revoke(tx: Tx, row: ApiKeyRow): Promise<boolean> {
    if (!(await this.apiKeys.revoke(tx, row.id))) return false;
    await this.announceEnd(tx, row);
    return true;
  }

  private async announceEnd(tx: Tx, { id, prefix, org_id, user_id }: ApiKeyRow): Promise<void> {
    const orgId = org_id ?? (await this.anyOrganizationOf(tx, user_id));
    // Without one, nothing but what belongs to no organization was open, and that is remembered for a moment only.
    if (orgId === undefined) return;
    await this.outbox.append(tx, identityApiKeyRevokedV1, { kind: 'api_key', id, orgId }, { apiKeyId: id, prefix });
  }

  /** An event has to be in some organization, and the gateway asks for the key alone: any of the person's will do. */
  private async anyOrganizationOf(tx: Tx, userId: string | null): Promise<string | undefined> {
    const sql = 'SELECT org_id FROM membership WHERE user_id = $1 ORDER BY org_id LIMIT 1';
    return (await tx.query<{ org_id: string }>(sql, [userId]))[0]?.org_id;
  }
}
