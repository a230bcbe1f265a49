import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { OrgId, Requires } from '@throughline/platform';
import { EntitlementsResponse } from './entitlements.dto.js';
import { EntitlementsService } from './entitlements.service.js';

@Controller('api/v1/orgs/:org/entitlements')
@Requires('billing.read')
@ApiParam({ name: 'org', type: String })
export class EntitlementsController {
  constructor(private readonly entitlements: EntitlementsService) {}

  @Get()
  @ApiOkResponse({ type: EntitlementsResponse })
  getEntitlements(@OrgId() orgId: string): Promise<EntitlementsResponse> {
    return this.entitlements.get(orgId);
  }
}
