import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import { IdParam, OrgId, type Page, PageQuery, Requires } from '@throughline/platform';
import {
  AlertRulePageResponse,
  AlertRuleResponse,
  CreateAlertRuleRequest,
  UpdateAlertRuleRequest,
} from './alert-rules.dto.js';
import { AlertRulesService } from './alert-rules.service.js';

@Controller('api/v1/orgs/:org/alert-rules')
export class AlertRulesController {
  constructor(private readonly rules: AlertRulesService) {}

  @Get()
  @Requires('alerts.read')
  @ApiOkResponse({ type: AlertRulePageResponse })
  listAlertRules(@OrgId() orgId: string, @Query() query: PageQuery): Promise<Page<AlertRuleResponse>> {
    return this.rules.list(orgId, query);
  }

  @Post()
  @Requires('alerts.manage')
  @ApiCreatedResponse({ type: AlertRuleResponse })
  createAlertRule(@OrgId() orgId: string, @Body() body: CreateAlertRuleRequest): Promise<AlertRuleResponse> {
    return this.rules.create(orgId, body);
  }

  @Get(':alertRuleId')
  @Requires('alerts.read')
  @ApiOkResponse({ type: AlertRuleResponse })
  getAlertRule(@OrgId() orgId: string, @IdParam('alertRuleId') id: string): Promise<AlertRuleResponse> {
    return this.rules.get(orgId, id);
  }

  @Patch(':alertRuleId')
  @Requires('alerts.manage')
  @ApiOkResponse({ type: AlertRuleResponse })
  updateAlertRule(
    @OrgId() orgId: string,
    @IdParam('alertRuleId') id: string,
    @Body() body: UpdateAlertRuleRequest,
  ): Promise<AlertRuleResponse> {
    return this.rules.update(orgId, id, body);
  }

  @Delete(':alertRuleId')
  @HttpCode(204)
  @Requires('alerts.manage')
  @ApiNoContentResponse()
  deleteAlertRule(@OrgId() orgId: string, @IdParam('alertRuleId') id: string): Promise<void> {
    return this.rules.delete(orgId, id);
  }
}
