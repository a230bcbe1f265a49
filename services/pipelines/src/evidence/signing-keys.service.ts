import { Injectable } from '@nestjs/common';
import type { Actor } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import {
  Audit,
  currentContext,
  cursorKey,
  OrgTx,
  type Page,
  type PageQuery,
  toPage,
  type Tx,
} from '@throughline/platform';
import { createHash } from 'node:crypto';
import { p256Key, type VerifyingKey } from './cosign-signature.js';
import { refuse } from './evidence.errors.js';
import type { CreateSigningKeyRequest, SigningKeyResponse } from './signing-keys.dto.js';

type SigningKeyRow = Omit<SigningKeyResponse, 'createdAt'> & { createdAt: Date };

const NOBODY: Actor = { userId: null, name: 'Throughline' };
const COLUMNS = `id, name, public_key AS "publicKey", fingerprint, created_at AS "createdAt",
  jsonb_build_object('userId', created_by_id, 'name', created_by_name) AS "createdBy"`;

/** The keys whose signatures an organization takes for good. */
@Injectable()
export class SigningKeysService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly audit: Audit,
  ) {}

  async list(orgId: string, query: PageQuery): Promise<Page<SigningKeyResponse>> {
    const before = cursorKey(query.cursor, 1)?.[0];
    const rows = await this.orgTx.run(orgId, (tx) =>
      tx.query<SigningKeyRow>(
        `SELECT ${COLUMNS} FROM signing_key WHERE ($1::uuid IS NULL OR id < $1) ORDER BY id DESC LIMIT $2`,
        [before ?? null, query.limit + 1],
      ),
    );
    return toPage(rows, query.limit, (row) => [row.id], viewOf);
  }

  /** @throws `key_unusable`, also for a private key; `key_taken` */
  register(orgId: string, { name, publicKey }: CreateSigningKeyRequest): Promise<SigningKeyResponse> {
    const key = p256Key(publicKey);
    if (!key) throw refuse('key_unusable');
    const pem = key.export({ type: 'spki', format: 'pem' }).toString();
    const der = key.export({ type: 'spki', format: 'der' });
    const fingerprint = `sha256:${createHash('sha256').update(der).digest('hex')}`;
    const by = currentContext()?.actor ?? NOBODY;
    return this.orgTx.run(orgId, async (tx) => {
      const rows = await tx.query<SigningKeyRow>(
        `INSERT INTO signing_key (id, org_id, name, public_key, fingerprint, created_by_id, created_by_name)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING ${COLUMNS}`,
        [newId(), orgId, name, pem, fingerprint, by.userId, by.name],
      );
      const row = rows[0];
      if (!row) throw refuse('key_taken');
      await this.note(tx, 'signing_key.registered', row);
      return viewOf(row);
    });
  }

  /** What it has verified stays verified. */
  async remove(orgId: string, id: string): Promise<void> {
    await this.orgTx.run(orgId, async (tx) => {
      const rows = await tx.query<SigningKeyRow>(`DELETE FROM signing_key WHERE id = $1 RETURNING ${COLUMNS}`, [id]);
      const row = rows[0];
      if (!row) throw refuse('not_found');
      await this.note(tx, 'signing_key.removed', row);
    });
  }

  /** At most a thousand. */
  all(tx: Tx): Promise<VerifyingKey[]> {
    return tx.query<VerifyingKey>(`SELECT ${COLUMNS} FROM signing_key ORDER BY id DESC LIMIT 1000`);
  }

  private async note(tx: Tx, action: string, { id, name, fingerprint }: SigningKeyRow): Promise<void> {
    const facts = { name, fingerprint };
    const states = action === 'signing_key.removed' ? { before: facts } : { after: facts };
    await this.audit.record(tx, { action, resourceKind: 'signing_key', resourceId: id, resourceName: name, ...states });
  }
}

function viewOf(row: SigningKeyRow): SigningKeyResponse {
  return { ...row, createdAt: row.createdAt.toISOString() };
}
