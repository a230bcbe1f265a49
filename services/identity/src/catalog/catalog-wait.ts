import { Inject, Injectable } from '@nestjs/common';
import { OrgTx } from '@throughline/platform';
import { setTimeout as delay } from 'node:timers/promises';
import { IDENTITY_CONFIG, type IdentityConfig } from '../identity.config.js';
import { CatalogReferencesRepository } from './catalog-references.repository.js';

const LOOK_EVERY_MS = 100;

/**
 * News of a service or environment takes a moment to arrive here. Who has just made one and goes on to use it should
 * not be told that it does not exist, so a miss is looked at again for a while, holding no transaction meanwhile.
 */
@Injectable()
export class CatalogWait {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly references: CatalogReferencesRepository,
    @Inject(IDENTITY_CONFIG) private readonly config: IdentityConfig,
  ) {}

  /** Resolves once both are known, or when the time is up; the caller checks again in its own transaction. */
  async untilKnown(orgId: string, serviceId: string, environmentId: string): Promise<void> {
    const deadline = performance.now() + this.config.CATALOG_WAIT_MS;
    const look = (): Promise<boolean> =>
      this.orgTx.run(orgId, (tx) => this.references.hasBoth(tx, serviceId, environmentId));
    while (!(await look()) && performance.now() < deadline) await delay(LOOK_EVERY_MS);
  }
}
