import { Inject, Injectable } from '@nestjs/common';
import { AppError } from '@throughline/kernel';
import { createHash } from 'node:crypto';
import { compactDecrypt, CompactEncrypt } from 'jose';
import { PLATFORM_CONFIG, type PlatformConfig } from '../config/platform.config.js';

/**
 * Seals secrets at rest as compact JWE (A256GCMKW + A256GCM): a fresh key for each secret, wrapped by the
 * key-encryption key that lives outside the database. What the secret belongs to is part of the authenticated
 * header, so a sealed text that was copied to another row does not open.
 */
@Injectable()
export class SecretBox {
  private readonly key: Buffer;
  private readonly keyId: string;

  constructor(@Inject(PLATFORM_CONFIG) config: PlatformConfig) {
    this.key = Buffer.from(config.KEK, 'base64');
    this.keyId = createHash('sha256').update(this.key).digest('hex').slice(0, 16);
  }

  /** @param owner what the secret belongs to: `<org id>/<table>/<row id>/<name>` */
  async seal(owner: string, plaintext: string): Promise<string> {
    return new CompactEncrypt(Buffer.from(plaintext, 'utf8'))
      .setProtectedHeader({ alg: 'A256GCMKW', enc: 'A256GCM', kid: this.keyId, own: owner })
      .encrypt(this.key);
  }

  /** The plaintext. Rejects with `secret_unreadable` when it was altered, moved, or sealed under another key. */
  async open(owner: string, sealed: string): Promise<string> {
    const opened = await compactDecrypt(sealed, this.key, {
      keyManagementAlgorithms: ['A256GCMKW'],
      contentEncryptionAlgorithms: ['A256GCM'],
    }).catch(() => undefined);
    if (!opened || opened.protectedHeader['own'] !== owner) {
      throw new AppError('secret_unreadable', 'internal', 'A stored secret cannot be opened.');
    }
    return Buffer.from(opened.plaintext).toString('utf8');
  }
}
