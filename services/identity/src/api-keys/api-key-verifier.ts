import { Injectable } from '@nestjs/common';
import type { ExchangeRequest } from '@throughline/contracts';
import type { Tx } from '@throughline/platform';
import { timingSafeEqual } from 'node:crypto';
import { DerivedKeys } from '../keys/derived-keys.js';
import { clientInWords } from '../text/client-words.js';
import { readApiKey } from './api-key-text.js';
import { ShownKeysRepository, type UsableKey } from './shown-keys.repository.js';

const NO_HASH = Buffer.alloc(32);

/** Tells whether a text is a key that may be used now. */
@Injectable()
export class ApiKeyVerifier {
  constructor(
    private readonly shown: ShownKeysRepository,
    private readonly keys: DerivedKeys,
  ) {}

  /** The key, noting its use by the client; undefined for a wrong, revoked or expired one. Takes a SystemTx. */
  async verify(tx: Tx, text: string, client: ExchangeRequest['client']): Promise<UsableKey | undefined> {
    const read = readApiKey(text);
    if (!read) return undefined;
    const row = await this.shown.usable(tx, read.prefix);
    const isRight = timingSafeEqual(this.keys.mac('api-key', text), row?.secret_hash ?? NO_HASH);
    if (!row || !isRight) return undefined;
    await this.shown.touch(tx, row.id, { ip: client?.ip ?? null, agent: clientInWords(client?.userAgent ?? null) });
    return row;
  }
}
