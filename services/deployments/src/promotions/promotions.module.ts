import { Module } from '@nestjs/common';
import { DeploymentsModule } from '../deployments/deployments.module.js';
import { DeployRequestedEvents } from './deploy-requested.events.js';
import { PromotionsController } from './promotions.controller.js';
import { PromotionsService } from './promotions.service.js';

@Module({
  imports: [DeploymentsModule],
  controllers: [PromotionsController],
  providers: [PromotionsService, DeployRequestedEvents],
})
export class PromotionsModule {}
