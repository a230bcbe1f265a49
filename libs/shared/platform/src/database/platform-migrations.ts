import { TenancyTables1700000000004 } from '../tenancy/tenancy-migration.js';
import { DataKeyTables1700000000003 } from './data-key-migration.js';
import { IdempotencyTables1700000000002 } from './idempotency-migration.js';
import { PlatformDelivery1700000000001 } from './platform-delivery-migration.js';
import { PlatformPolicies1795200000170 } from './platform-policies-migration.js';
import { PlatformTables1700000000000 } from './platform-migration.js';

/** The migrations that every service has. */
export const PLATFORM_MIGRATIONS = [
  PlatformTables1700000000000,
  PlatformDelivery1700000000001,
  IdempotencyTables1700000000002,
  DataKeyTables1700000000003,
  TenancyTables1700000000004,
  PlatformPolicies1795200000170,
] as const;
