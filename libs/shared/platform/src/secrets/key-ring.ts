import { createHash } from 'node:crypto';
import type { PlatformConfig } from '../config/platform.config.js';

export interface KeyEncryptionKey {
  /** 16 hex digits of its hash: says which key it is and nothing about it. */
  id: string;
  bytes: Buffer;
}

/** The key-encryption keys that this process was given: the current one wraps, all of them open. */
export class KeyRing {
  readonly current: KeyEncryptionKey;
  /** The one that an installation began with, as far as it is known. */
  readonly oldest: KeyEncryptionKey;
  private readonly byId: ReadonlyMap<string, KeyEncryptionKey>;

  constructor(config: Pick<PlatformConfig, 'KEK' | 'KEK_PREVIOUS'>) {
    const previous = (config.KEK_PREVIOUS ?? '').split(',').map((text) => text.trim());
    const keys = [config.KEK, ...previous.filter((text) => text !== '')].map(keyOf);
    this.current = keyOf(config.KEK);
    this.oldest = keys.at(-1) ?? this.current;
    this.byId = new Map(keys.map((key) => [key.id, key]));
  }

  /** The key with the id; undefined when this process was not given it. */
  find(id: string): KeyEncryptionKey | undefined {
    return this.byId.get(id);
  }

  /** The ids of all keys, for the log. */
  ids(): string[] {
    return [...this.byId.keys()];
  }
}

function keyOf(text: string): KeyEncryptionKey {
  const bytes = Buffer.from(text, 'base64');
  return { bytes, id: createHash('sha256').update(bytes).digest('hex').slice(0, 16) };
}
