import { Module } from '@nestjs/common';
import { ApiKeysModule } from '../api-keys/api-keys.module.js';
import { IDENTITY_CONFIG, readIdentityConfig } from '../identity.config.js';
import { ImpersonationModule } from '../impersonation/impersonation.module.js';
import { KeysModule } from '../keys/keys.module.js';
import { MembershipChangesModule } from '../members/membership-changes.module.js';
import { PlatformAdminsModule } from '../platform-admins/platform-admins.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { TenantsModule } from '../tenants/tenants.module.js';
import { ExchangeController } from './exchange.controller.js';
import { ExchangeQueries } from './exchange.queries.js';
import { ExchangeService } from './exchange.service.js';
import { ImpersonatedExchange } from './impersonated-exchange.js';
import { InternalCallerGuard } from './internal-caller.guard.js';
import { InternalTokens } from './internal-tokens.js';
import { KeyExchange } from './key-exchange.js';
import { KeyHoldersQueries } from './key-holders.queries.js';
import { OrganizationGate } from './organization-gate.js';
import { PersonExchange } from './person-exchange.js';

@Module({
  imports: [
    ApiKeysModule,
    ImpersonationModule,
    KeysModule,
    MembershipChangesModule,
    PlatformAdminsModule,
    SessionsModule,
    TenantsModule,
  ],
  controllers: [ExchangeController],
  providers: [
    ExchangeService,
    PersonExchange,
    ExchangeQueries,
    KeyExchange,
    KeyHoldersQueries,
    ImpersonatedExchange,
    OrganizationGate,
    InternalTokens,
    InternalCallerGuard,
    { provide: IDENTITY_CONFIG, useFactory: () => readIdentityConfig() },
  ],
})
export class ExchangeModule {}
