import { CreateAccounts1795200000001 } from './1795200000001-create-accounts.js';
import { CreateOrganizations1795200000002 } from './1795200000002-create-organizations.js';
import { CreateAuditLog1795200000003 } from './1795200000003-create-audit-log.js';
import { CreateMail1795200000010 } from './1795200000010-create-mail.js';
import { CreateSignUps1795200000011 } from './1795200000011-create-sign-ups.js';
import { DescribeSessions1795200000012 } from './1795200000012-describe-sessions.js';
import { CreateProfiles1795200000013 } from './1795200000013-create-profiles.js';
import { CreateRoles1795200000020 } from './1795200000020-create-roles.js';
import { CreateOrganizationFamily1795200000021 } from './1795200000021-create-organization-family.js';
import { ExtendApiKeys1795200000030 } from './1795200000030-extend-api-keys.js';
import { ExtendAuditLog1795200000031 } from './1795200000031-extend-audit-log.js';
import { ExtendProjects1795200000032 } from './1795200000032-extend-projects.js';
import { CreatePlatformAdmins1795200000040 } from './1795200000040-create-platform-admins.js';
import { CreateTenantStanding1795200000041 } from './1795200000041-create-tenant-standing.js';
import { OpenConsoleReads1795200000042 } from './1795200000042-open-console-reads.js';
import { LetPurgesIntoAuditLog1795200000043 } from './1795200000043-let-purges-into-audit-log.js';
import { ScheduleSigningKeys1795200000050 } from './1795200000050-schedule-signing-keys.js';
import { DisableAccounts1795200000060 } from './1795200000060-disable-accounts.js';
import { WidenRoles1795200000061 } from './1795200000061-widen-roles.js';

/** In the order in which they run. */
export const MIGRATIONS = [
  CreateAccounts1795200000001,
  CreateOrganizations1795200000002,
  CreateAuditLog1795200000003,
  CreateMail1795200000010,
  CreateSignUps1795200000011,
  DescribeSessions1795200000012,
  CreateProfiles1795200000013,
  CreateRoles1795200000020,
  CreateOrganizationFamily1795200000021,
  ExtendApiKeys1795200000030,
  ExtendAuditLog1795200000031,
  ExtendProjects1795200000032,
  CreatePlatformAdmins1795200000040,
  CreateTenantStanding1795200000041,
  OpenConsoleReads1795200000042,
  LetPurgesIntoAuditLog1795200000043,
  ScheduleSigningKeys1795200000050,
  DisableAccounts1795200000060,
  WidenRoles1795200000061,
];
