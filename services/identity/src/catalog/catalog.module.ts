import { Module } from '@nestjs/common';
import { IDENTITY_CONFIG, readIdentityConfig } from '../identity.config.js';
import { CatalogReferencesRepository } from './catalog-references.repository.js';
import { CatalogWait } from './catalog-wait.js';
import { CatalogEvents } from './catalog.events.js';

@Module({
  providers: [
    CatalogReferencesRepository,
    CatalogEvents,
    CatalogWait,
    { provide: IDENTITY_CONFIG, useFactory: () => readIdentityConfig() },
  ],
  exports: [CatalogReferencesRepository, CatalogWait],
})
export class CatalogModule {}
