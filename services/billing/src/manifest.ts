import type { ServiceManifest } from '@throughline/platform';
import * as migrations from './database/migrations/index.js';
import { EntitlementSnapshot } from './entitlements/entitlement-snapshot.entity.js';
import { Subscription } from './subscriptions/subscription.entity.js';
import { CountedSubject } from './usage/counted-subject.entity.js';
import { MonthlyUsage } from './usage/monthly-usage.entity.js';

export const manifest: ServiceManifest = {
  name: 'billing',
  title: 'Billing: plans, subscriptions and entitlements',
  entities: [Subscription, EntitlementSnapshot, CountedSubject, MonthlyUsage],
  migrations: Object.values(migrations),
};
