import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse } from '@nestjs/swagger';
import { CurrentPrincipal, OrgId, type Principal, Requires } from '@throughline/platform';
import { DeploymentResponse } from '../deployments/deployments.dto.js';
import { CreatePromotionRequest, PreviewPromotionQuery, PromotionPreviewResponse } from './promotions.dto.js';
import { PromotionsService } from './promotions.service.js';

@Controller('api/v1/orgs/:org/promotions')
export class PromotionsController {
  constructor(private readonly promotions: PromotionsService) {}

  @Post()
  @HttpCode(202)
  @Requires('deployments.promote')
  @ApiAcceptedResponse({ type: DeploymentResponse })
  promote(
    @OrgId() orgId: string,
    @CurrentPrincipal() principal: Principal,
    @Body() body: CreatePromotionRequest,
  ): Promise<DeploymentResponse> {
    return this.promotions.promote(orgId, body, principal);
  }

  @Get('preview')
  @Requires('deployments.read')
  @ApiOkResponse({ type: PromotionPreviewResponse })
  previewPromotion(@OrgId() orgId: string, @Query() query: PreviewPromotionQuery): Promise<PromotionPreviewResponse> {
    return this.promotions.preview(orgId, query);
  }
}
