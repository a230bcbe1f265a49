import { Module } from '@nestjs/common';
import { EntitlementsModule } from './entitlements/entitlements.module.js';
import { PlansModule } from './plans/plans.module.js';
import { SubscriptionsModule } from './subscriptions/subscriptions.module.js';
import { UsageModule } from './usage/usage.module.js';

@Module({ imports: [PlansModule, SubscriptionsModule, EntitlementsModule, UsageModule] })
export class AppModule {}
