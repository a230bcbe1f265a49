import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/catalog.module.js';
import { KeysModule } from '../keys/keys.module.js';
import { MembershipChangesModule } from '../members/membership-changes.module.js';
import { SecurityLogModule } from '../security-log/security-log.module.js';
import { ApiKeyChanges } from './api-key-changes.js';
import { ApiKeyVerifier } from './api-key-verifier.js';
import { ApiKeysController } from './api-keys.controller.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import { ApiKeysService } from './api-keys.service.js';
import { PersonRights } from './person-rights.js';
import { PersonalKeysController } from './personal-keys.controller.js';
import { PersonalKeysService } from './personal-keys.service.js';
import { ShownKeysRepository } from './shown-keys.repository.js';

@Module({
  imports: [CatalogModule, KeysModule, MembershipChangesModule, SecurityLogModule],
  controllers: [ApiKeysController, PersonalKeysController],
  providers: [
    ApiKeysService,
    PersonalKeysService,
    ApiKeysRepository,
    ShownKeysRepository,
    ApiKeyChanges,
    ApiKeyVerifier,
    PersonRights,
  ],
  exports: [ApiKeyVerifier, ApiKeyChanges, ApiKeysRepository, PersonalKeysService],
})
export class ApiKeysModule {}
