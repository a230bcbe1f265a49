import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { IdParam, OrgId, type Page, PageQuery, Requires } from '@throughline/platform';
import { WebhookDeliveryPageResponse, type WebhookDeliveryResponse } from './deliveries.dto.js';
import { DeliveriesReader } from './deliveries.reader.js';

@ApiParam({ name: 'org', type: String })
@Controller('api/v1/orgs/:org/repositories/:repositoryId/deliveries')
export class DeliveriesController {
  constructor(private readonly reader: DeliveriesReader) {}

  @Get()
  @Requires('repositories.read')
  @ApiOkResponse({ type: WebhookDeliveryPageResponse })
  listWebhookDeliveries(
    @OrgId() orgId: string,
    @IdParam('repositoryId') repositoryId: string,
    @Query() query: PageQuery,
  ): Promise<Page<WebhookDeliveryResponse>> {
    return this.reader.list(orgId, repositoryId, query);
  }
}
