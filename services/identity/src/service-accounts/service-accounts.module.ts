import { Module } from '@nestjs/common';
import { ApiKeysModule } from '../api-keys/api-keys.module.js';
import { MembershipChangesModule } from '../members/membership-changes.module.js';
import { ServiceAccountAuthorityModule } from './service-account-authority.module.js';
import { ServiceAccountKeysController } from './service-account-keys.controller.js';
import { ServiceAccountKeysService } from './service-account-keys.service.js';
import { ServiceAccountsController } from './service-accounts.controller.js';
import { ServiceAccountsRepository } from './service-accounts.repository.js';
import { ServiceAccountsService } from './service-accounts.service.js';

@Module({
  imports: [ApiKeysModule, MembershipChangesModule, ServiceAccountAuthorityModule],
  controllers: [ServiceAccountsController, ServiceAccountKeysController],
  providers: [ServiceAccountsService, ServiceAccountKeysService, ServiceAccountsRepository],
})
export class ServiceAccountsModule {}
