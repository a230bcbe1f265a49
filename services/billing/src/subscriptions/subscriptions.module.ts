import { Module } from '@nestjs/common';
import { EntitlementsModule } from '../entitlements/entitlements.module.js';
import { SubscriptionsConsumer } from './subscriptions.consumer.js';
import { SubscriptionsController } from './subscriptions.controller.js';
import { SubscriptionsService } from './subscriptions.service.js';

@Module({
  imports: [EntitlementsModule],
  controllers: [SubscriptionsController],
  providers: [SubscriptionsService, SubscriptionsConsumer],
})
export class SubscriptionsModule {}
