import { TenancyTables1700000000004 } from '../tenancy/tenancy-migration.js';
import { PlatformTables1700000000000 } from './platform-migration.js';

/** The migrations that every service has before its own, in the order in which they run. */
export const PLATFORM_MIGRATIONS = [PlatformTables1700000000000, TenancyTables1700000000004];
