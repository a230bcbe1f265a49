import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { createHmac } from 'node:crypto';
import { PLATFORM_CONFIG, type PlatformConfig } from '../config/platform.config.js';
import { SystemTx } from '../database/system-tx.js';
import type { Tx } from '../database/tx.js';
import { KeyRing } from './key-ring.js';
import { INSTALLATION } from './secret-owner.js';
import { SecretBox } from './secret-box.js';

const OWNER = `${INSTALLATION}/derivation_root/1/sealed`;
const HASH_BYTES = 32;

/**
 * The key from which keyed hashes (of API keys, of tokens) are derived. It is kept sealed, so that a new
 * key-encryption key does not make every stored hash worthless. Made at the first start as HKDF's extract of the
 * oldest key-encryption key: hashes from when they were derived from that one directly stay right.
 */
@Injectable()
export class DerivationRoot implements OnModuleInit {
  private readonly ring: KeyRing;
  private root: Buffer | undefined;

  constructor(
    private readonly systemTx: SystemTx,
    private readonly box: SecretBox,
    @Inject(PLATFORM_CONFIG) config: Pick<PlatformConfig, 'KEK' | 'KEK_PREVIOUS'>,
  ) {
    this.ring = new KeyRing(config);
  }

  async onModuleInit(): Promise<void> {
    const sealed = (await this.systemTx.run(stored)) ?? (await this.create());
    this.root = Buffer.from(await this.box.open(OWNER, sealed), 'base64');
  }

  /** 32 bytes for the purpose: HKDF-SHA-256's expand. Throws before the module is up. */
  derive(purpose: string): Buffer {
    if (!this.root) throw new Error('the derivation root is not loaded yet');
    return createHmac('sha256', this.root).update(purpose).update(Buffer.of(1)).digest();
  }

  private async create(): Promise<string> {
    const root = createHmac('sha256', Buffer.alloc(HASH_BYTES)).update(this.ring.oldest.bytes).digest('base64');
    const sealed = await this.box.seal(OWNER, root);
    await this.systemTx.run((tx) =>
      tx.query('INSERT INTO derivation_root (sealed) VALUES ($1) ON CONFLICT DO NOTHING', [sealed]),
    );
    return (await this.systemTx.run(stored)) ?? sealed;
  }
}

async function stored(tx: Tx): Promise<string | undefined> {
  return (await tx.query<{ sealed: string }>('SELECT sealed FROM derivation_root'))[0]?.sealed;
}
