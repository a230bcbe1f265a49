import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { OrgId, Requires } from '@throughline/platform';
import { SubscriptionResponse } from './subscriptions.dto.js';
import { SubscriptionsService } from './subscriptions.service.js';

@Controller('api/v1/orgs/:org/subscription')
@Requires('billing.read')
@ApiParam({ name: 'org', type: String })
export class SubscriptionsController {
  constructor(private readonly subscriptions: SubscriptionsService) {}

  @Get()
  @ApiOkResponse({ type: SubscriptionResponse })
  getSubscription(@OrgId() orgId: string): Promise<SubscriptionResponse> {
    return this.subscriptions.get(orgId);
  }
}
