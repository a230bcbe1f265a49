import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import { timingSafeEqual } from 'node:crypto';
import { DerivedKeys } from '../keys/derived-keys.js';
import { readApiKey } from './api-key-text.js';
import { type ApiKeyRow, ApiKeysRepository } from './api-keys.repository.js';

const NO_HASH = Buffer.alloc(32);

/** Tells whether a text is a key that may be used now. */
@Injectable()
export class ApiKeyVerifier {
  constructor(
    private readonly apiKeys: ApiKeysRepository,
    private readonly keys: DerivedKeys,
  ) {}

  /** The key, noting its use; undefined for a wrong, revoked or expired one. Takes a SystemTx. */
  async verify(tx: Tx, text: string): Promise<ApiKeyRow | undefined> {
    const read = readApiKey(text);
    if (!read) return undefined;
    const row = await this.apiKeys.usable(tx, read.prefix);
    const isRight = timingSafeEqual(this.keys.mac('api-key', text), row?.secret_hash ?? NO_HASH);
    if (!row || !isRight) return undefined;
    await this.apiKeys.touch(tx, row.id);
    return row;
  }
}
