import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Authenticated, PageQuery } from '@throughline/platform';
import { PlanPageResponse } from './plans.dto.js';
import { PlansService } from './plans.service.js';

@Controller('api/v1/plans')
@Authenticated()
export class PlansController {
  constructor(private readonly plans: PlansService) {}

  @Get()
  @ApiOkResponse({ type: PlanPageResponse })
  listPlans(@Query() query: PageQuery): PlanPageResponse {
    return this.plans.list(query);
  }
}
