import { Module } from '@nestjs/common';
import { EngineModule } from '../engine/engine.module.js';
import { GitModule } from '../git/git.module.js';
import { RepositoriesModule } from '../repositories/repositories.module.js';
import { TriggerInputsModule } from '../triggers/trigger-inputs.module.js';
import { DeliveriesController } from './deliveries.controller.js';
import { DeliveriesReader } from './deliveries.reader.js';
import { DueReceipts } from './due-receipts.js';
import { GitlabWebhooksController } from './gitlab-webhooks.controller.js';
import { ReceiptExecutions } from './receipt-executions.js';
import { ReceiptProcessor } from './receipt-processor.js';
import { ReceiptsRepository } from './receipts.repository.js';
import { WebhooksController } from './webhooks.controller.js';
import { WebhooksService } from './webhooks.service.js';

@Module({
  imports: [EngineModule, GitModule, RepositoriesModule, TriggerInputsModule],
  controllers: [DeliveriesController, GitlabWebhooksController, WebhooksController],
  providers: [DeliveriesReader, DueReceipts, ReceiptExecutions, ReceiptProcessor, ReceiptsRepository, WebhooksService],
  exports: [ReceiptsRepository],
})
export class WebhooksModule {}
