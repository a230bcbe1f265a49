import { Inject, Injectable } from '@nestjs/common';
import { AppError, isId } from '@throughline/kernel';
import { PLATFORM_CONFIG, type PlatformConfig } from '../config/platform.config.js';
import { LOGGER, type Logger } from '../context/root-logger.js';
import { DataKeys } from './data-keys.js';
import { KeyRing } from './key-ring.js';
import { orgOfOwner } from './secret-owner.js';
import { keyIdOf, openText, sealText } from './sealed-text.js';

/**
 * Seals secrets at rest as compact JWE (A256GCM) under the data key of the organization that they belong to, which is
 * itself wrapped by a key-encryption key outside the database. Which key, and what the secret belongs to, are part of
 * the authenticated header: a sealed text that was copied to another row does not open.
 */
@Injectable()
export class SecretBox {
  private readonly ring: KeyRing;

  constructor(
    private readonly keys: DataKeys,
    @Inject(PLATFORM_CONFIG) config: Pick<PlatformConfig, 'KEK' | 'KEK_PREVIOUS'>,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.ring = new KeyRing(config);
  }

  /**
   * @param owner what the secret belongs to: `<org id>/<table>/<row id>/<name>`, or `installation/…` for what is
   *   nobody's. Give the same to `open`.
   */
  async seal(owner: string, plaintext: string): Promise<string> {
    return sealText(await this.keys.sealing(orgOfOwner(owner)), 'direct', owner, plaintext);
  }

  /**
   * The plaintext, never an empty stand-in. Rejects with `secret_unreadable` when it was altered, moved, or sealed
   * under a key that is not at hand; the log says to the operator which one.
   */
  async open(owner: string, sealed: string): Promise<string> {
    const keyId = keyIdOf(sealed);
    const text = await this.openWith(keyId, owner, sealed);
    if (text !== undefined) return text;
    this.logger.error(
      { owner, keyId },
      'a sealed secret does not open: its key is not at hand, or it was altered or moved',
    );
    throw new AppError(
      'secret_unreadable',
      'internal',
      'A stored secret cannot be opened, so nothing was done. The operator finds the key it needs in the log.',
    );
  }

  private async openWith(keyId: string | undefined, owner: string, sealed: string): Promise<string | undefined> {
    if (keyId === undefined) return undefined;
    if (!isId(keyId)) {
      const kek = this.ring.find(keyId); // from before there were data keys
      return kek && openText(kek, 'wrap', owner, sealed);
    }
    const key = await this.keys.opening(keyId);
    return key && openText(key, 'direct', owner, sealed);
  }
}
