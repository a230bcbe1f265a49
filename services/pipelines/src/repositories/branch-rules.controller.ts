import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { IdParam, OrgId, type Page, PageQuery, Requires } from '@throughline/platform';
import { BranchRulesService } from './branch-rules.service.js';
import {
  BranchRulePageResponse,
  BranchRuleResponse,
  CreateBranchRuleRequest,
  UpdateBranchRuleRequest,
} from './repositories.dto.js';

@ApiParam({ name: 'org', type: String })
@Controller('api/v1/orgs/:org/repositories/:repositoryId/branch-rules')
export class BranchRulesController {
  constructor(private readonly service: BranchRulesService) {}

  @Get()
  @Requires('repositories.read')
  @ApiOkResponse({ type: BranchRulePageResponse })
  listBranchRules(
    @OrgId() orgId: string,
    @IdParam('repositoryId') repositoryId: string,
    @Query() query: PageQuery,
  ): Promise<Page<BranchRuleResponse>> {
    return this.service.list(orgId, repositoryId, query);
  }

  @Post()
  @Requires('repositories.manage')
  @ApiCreatedResponse({ type: BranchRuleResponse })
  createBranchRule(
    @OrgId() orgId: string,
    @IdParam('repositoryId') repositoryId: string,
    @Body() body: CreateBranchRuleRequest,
  ): Promise<BranchRuleResponse> {
    return this.service.create(orgId, repositoryId, body);
  }

  @Patch(':branchRuleId')
  @Requires('repositories.manage')
  @ApiOkResponse({ type: BranchRuleResponse })
  updateBranchRule(
    @OrgId() orgId: string,
    @IdParam('repositoryId') repositoryId: string,
    @IdParam('branchRuleId') id: string,
    @Body() body: UpdateBranchRuleRequest,
  ): Promise<BranchRuleResponse> {
    return this.service.update(orgId, { repositoryId, id }, body);
  }

  @Delete(':branchRuleId')
  @HttpCode(204)
  @Requires('repositories.manage')
  @ApiNoContentResponse()
  deleteBranchRule(
    @OrgId() orgId: string,
    @IdParam('repositoryId') repositoryId: string,
    @IdParam('branchRuleId') id: string,
  ): Promise<void> {
    return this.service.delete(orgId, repositoryId, id);
  }
}
