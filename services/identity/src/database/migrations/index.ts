import { CreateAccounts1795200000001 } from './1795200000001-create-accounts.js';
import { CreateOrganizations1795200000002 } from './1795200000002-create-organizations.js';
import { CreateAuditLog1795200000003 } from './1795200000003-create-audit-log.js';
import { ExtendApiKeys1795200000030 } from './1795200000030-extend-api-keys.js';
import { ExtendAuditLog1795200000031 } from './1795200000031-extend-audit-log.js';
import { ExtendProjects1795200000032 } from './1795200000032-extend-projects.js';

/** In the order in which they run. */
export const MIGRATIONS = [
  CreateAccounts1795200000001,
  CreateOrganizations1795200000002,
  CreateAuditLog1795200000003,
  ExtendApiKeys1795200000030,
  ExtendAuditLog1795200000031,
  ExtendProjects1795200000032,
];
