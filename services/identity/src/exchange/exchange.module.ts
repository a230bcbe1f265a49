import { Module } from '@nestjs/common';
import { ApiKeysModule } from '../api-keys/api-keys.module.js';
import { IDENTITY_CONFIG, readIdentityConfig } from '../identity.config.js';
import { KeysModule } from '../keys/keys.module.js';
import { MembershipChangesModule } from '../members/membership-changes.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { ExchangeController } from './exchange.controller.js';
import { ExchangeQueries } from './exchange.queries.js';
import { ExchangeService } from './exchange.service.js';
import { InternalCallerGuard } from './internal-caller.guard.js';
import { InternalTokens } from './internal-tokens.js';
import { KeyExchange } from './key-exchange.js';
import { KeyHoldersQueries } from './key-holders.queries.js';

@Module({
  imports: [ApiKeysModule, KeysModule, MembershipChangesModule, SessionsModule],
  controllers: [ExchangeController],
  providers: [
    ExchangeService,
    ExchangeQueries,
    KeyExchange,
    KeyHoldersQueries,
    InternalTokens,
    InternalCallerGuard,
    { provide: IDENTITY_CONFIG, useFactory: () => readIdentityConfig() },
  ],
})
export class ExchangeModule {}
