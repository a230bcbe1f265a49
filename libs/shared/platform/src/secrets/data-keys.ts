import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import { randomBytes } from 'node:crypto';
import { PLATFORM_CONFIG, type PlatformConfig } from '../config/platform.config.js';
import { type DataKeyRow, DataKeyStore } from './data-key-store.js';
import { ExpiringCache } from './expiring-cache.js';
import { KeyRing } from './key-ring.js';
import { INSTALLATION } from './secret-owner.js';
import { openText, type SealingKey, sealText } from './sealed-text.js';

/** For this long a replica may still seal under a key that has been retired; such rows are re-sealed like older ones. */
export const ACTIVE_KEY_KEPT_MS = 10_000;
const OPENED_KEY_KEPT_MS = 60_000;
const KEY_BYTES = 32;

/** The data keys, unwrapped: one for each organization and one for the installation, made at first need. */
@Injectable()
export class DataKeys implements OnModuleInit {
  private readonly ring: KeyRing;
  private readonly active = new ExpiringCache<SealingKey>(ACTIVE_KEY_KEPT_MS);
  private readonly opened = new ExpiringCache<SealingKey | undefined>(OPENED_KEY_KEPT_MS);

  constructor(
    private readonly store: DataKeyStore,
    @Inject(PLATFORM_CONFIG) config: Pick<PlatformConfig, 'KEK' | 'KEK_PREVIOUS'>,
  ) {
    this.ring = new KeyRing(config);
  }

  /** Refuses to start when a key-encryption key that is in use is not at hand, and says which. */
  async onModuleInit(): Promise<void> {
    await this.sealing(null); // so that from the first start on there is one to hold the KEK against
    const newest = await this.store.newestByKek();
    const lacking: string[] = [];
    for (const row of newest) if (!(await this.unwrap(row))) lacking.push(row.kek_id);
    if (lacking.length > 0) throw new Error(lackingMessage(lacking, this.ring));
  }

  /** The key for new seals of an organization; null: of the installation. */
  sealing(orgId: string | null): Promise<SealingKey> {
    return this.active.get(orgId ?? INSTALLATION, async () => {
      const row = (await this.store.active(orgId)) ?? (await this.create(orgId));
      const key = await this.unwrap(row);
      if (!key) throw new Error(lackingMessage([row.kek_id], this.ring));
      return key;
    });
  }

  /** The key with the id, retired or not; undefined when there is none, or this process cannot unwrap it. */
  opening(id: string): Promise<SealingKey | undefined> {
    return this.opened.get(id, async () => {
      const row = await this.store.byId(id);
      return row && this.unwrap(row);
    });
  }

  /** A new key for the owner, wrapped by the current key-encryption key and not yet stored. */
  async draft(orgId: string | null): Promise<DataKeyRow> {
    const id = newId();
    return this.wrap({ id, org_id: orgId }, randomBytes(KEY_BYTES).toString('base64'));
  }

  /** The same key under the current key-encryption key; undefined when it cannot be unwrapped. */
  async rewrapped(row: DataKeyRow): Promise<DataKeyRow | undefined> {
    const key = await this.unwrap(row);
    return key && this.wrap(row, Buffer.from(key.bytes).toString('base64'));
  }

  /** The id of the key-encryption key that wraps now. */
  currentKekId(): string {
    return this.ring.current.id;
  }

  /** Drops what is in memory: for whoever has just changed the keys. */
  forget(): void {
    this.active.clear();
    this.opened.clear();
  }

  /** Two statements: a rival's key is only sure to be seen by one that begins after its commit. */
  private async create(orgId: string | null): Promise<DataKeyRow> {
    await this.store.insertFirst(await this.draft(orgId));
    const row = await this.store.active(orgId);
    if (!row) throw new Error('no data key after creating one');
    return row;
  }

  private async wrap({ id, org_id }: Pick<DataKeyRow, 'id' | 'org_id'>, text: string): Promise<DataKeyRow> {
    const kek = this.ring.current;
    return { id, org_id, kek_id: kek.id, wrapped: await sealText(kek, 'wrap', ownerOf({ id, org_id }), text) };
  }

  private async unwrap(row: DataKeyRow): Promise<SealingKey | undefined> {
    const kek = this.ring.find(row.kek_id);
    const text = kek && (await openText(kek, 'wrap', ownerOf(row), row.wrapped));
    return text === undefined ? undefined : { id: row.id, bytes: Buffer.from(text, 'base64') };
  }
}

const ownerOf = ({ id, org_id }: Pick<DataKeyRow, 'id' | 'org_id'>): string =>
  `${org_id ?? INSTALLATION}/data_key/${id}/key`;

function lackingMessage(ids: readonly string[], ring: KeyRing): string {
  return (
    `data keys are wrapped by the key-encryption keys ${ids.join(', ')}, and this process has ${ring.ids().join(', ')}: ` +
    'give it the others in KEK_PREVIOUS (or restore KEK); nothing was changed'
  );
}
