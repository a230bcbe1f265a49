import { CreateAccounts1795200000001 } from './1795200000001-create-accounts.js';
import { CreateOrganizations1795200000002 } from './1795200000002-create-organizations.js';
import { CreateAuditLog1795200000003 } from './1795200000003-create-audit-log.js';
import { CreateRoles1795200000020 } from './1795200000020-create-roles.js';
import { CreateOrganizationFamily1795200000021 } from './1795200000021-create-organization-family.js';

/** In the order in which they run. */
export const MIGRATIONS = [
  CreateAccounts1795200000001,
  CreateOrganizations1795200000002,
  CreateAuditLog1795200000003,
  CreateRoles1795200000020,
  CreateOrganizationFamily1795200000021,
];
