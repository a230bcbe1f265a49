import { CreateCatalog1763596800001 } from './1763596800001-create-catalog.js';
import { CreateConfig1763596800002 } from './1763596800002-create-config.js';
import { CreateDeployments1763596800003 } from './1763596800003-create-deployments.js';
import { KeyByOrganization1763596800004 } from './1763596800004-key-by-organization.js';

export const MIGRATIONS = [
  CreateCatalog1763596800001,
  CreateConfig1763596800002,
  CreateDeployments1763596800003,
  KeyByOrganization1763596800004,
];
