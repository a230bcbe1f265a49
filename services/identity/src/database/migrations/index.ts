import { CreateAccounts1795200000001 } from './1795200000001-create-accounts.js';
import { CreateOrganizations1795200000002 } from './1795200000002-create-organizations.js';
import { CreateAuditLog1795200000003 } from './1795200000003-create-audit-log.js';
import { CreatePlatformAdmins1795200000040 } from './1795200000040-create-platform-admins.js';
import { CreateTenantStanding1795200000041 } from './1795200000041-create-tenant-standing.js';
import { OpenConsoleReads1795200000042 } from './1795200000042-open-console-reads.js';
import { LetPurgesIntoAuditLog1795200000043 } from './1795200000043-let-purges-into-audit-log.js';

/** In the order in which they run. */
export const MIGRATIONS = [
  CreateAccounts1795200000001,
  CreateOrganizations1795200000002,
  CreateAuditLog1795200000003,
  CreatePlatformAdmins1795200000040,
  CreateTenantStanding1795200000041,
  OpenConsoleReads1795200000042,
  LetPurgesIntoAuditLog1795200000043,
];
