import { Module } from '@nestjs/common';
import { WorkLoops } from '@throughline/platform';
import { AccountsModule } from './accounts/accounts.module.js';
import { ApiKeysModule } from './api-keys/api-keys.module.js';
import { AdminSessionsModule } from './admin-sessions/admin-sessions.module.js';
import { AuditLogModule } from './audit-log/audit-log.module.js';
import { CapabilitiesModule } from './capabilities/capabilities.module.js';
import { CatalogModule } from './catalog/catalog.module.js';
import { CredentialsModule } from './credentials/credentials.module.js';
import { EntitlementsModule } from './entitlements/entitlements.module.js';
import { ExchangeModule } from './exchange/exchange.module.js';
import { GrantsModule } from './grants/grants.module.js';
import { ImpersonationModule } from './impersonation/impersonation.module.js';
import { InvitationsModule } from './invitations/invitations.module.js';
import { KeysModule } from './keys/keys.module.js';
import { LOOPS } from './loops.js';
import { MailModule } from './mail/mail.module.js';
import { MembersModule } from './members/members.module.js';
import { OrganizationsModule } from './organizations/organizations.module.js';
import { ProfileModule } from './profile/profile.module.js';
import { PlatformAccountsModule } from './platform-accounts/platform-accounts.module.js';
import { PlatformAdminsModule } from './platform-admins/platform-admins.module.js';
import { PlatformAuditModule } from './platform-audit/platform-audit.module.js';
import { ProjectsModule } from './projects/projects.module.js';
import { RolesModule } from './roles/roles.module.js';
import { SecurityLogModule } from './security-log/security-log.module.js';
import { ServiceAccountsModule } from './service-accounts/service-accounts.module.js';
import { SessionsModule } from './sessions/sessions.module.js';
import { TenantsModule } from './tenants/tenants.module.js';

@Module({
  imports: [
    KeysModule,
    MailModule,
    AccountsModule,
    SessionsModule,
    CredentialsModule,
    ProfileModule,
    OrganizationsModule,
    MembersModule,
    RolesModule,
    GrantsModule,
    CapabilitiesModule,
    InvitationsModule,
    ProjectsModule,
    CatalogModule,
    EntitlementsModule,
    SecurityLogModule,
    ApiKeysModule,
    ServiceAccountsModule,
    AuditLogModule,
    ExchangeModule,
    PlatformAuditModule,
    PlatformAdminsModule,
    PlatformAccountsModule,
    AdminSessionsModule,
    TenantsModule,
    ImpersonationModule,
  ],
  providers: WorkLoops.of(LOOPS),
})
export class AppModule {}
