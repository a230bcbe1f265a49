import { CreateAccounts1795200000001 } from './1795200000001-create-accounts.js';
import { CreateOrganizations1795200000002 } from './1795200000002-create-organizations.js';
import { CreateAuditLog1795200000003 } from './1795200000003-create-audit-log.js';
import { CreateMail1795200000010 } from './1795200000010-create-mail.js';

/** In the order in which they run. */
export const MIGRATIONS = [
  CreateAccounts1795200000001,
  CreateOrganizations1795200000002,
  CreateAuditLog1795200000003,
  CreateMail1795200000010,
];
