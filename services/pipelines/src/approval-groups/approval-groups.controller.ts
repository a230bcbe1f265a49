import { Body, Controller, Delete, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { IdParam, OrgId, type Page, PageQuery, Requires } from '@throughline/platform';
import {
  ApprovalGroupPageResponse,
  ApprovalGroupResponse,
  ChangeApprovalGroupRequest,
  CreateApprovalGroupRequest,
} from './approval-groups.dto.js';
import { ApprovalGroupsService } from './approval-groups.service.js';

@ApiParam({ name: 'org', type: String })
@Controller('api/v1/orgs/:org/approval-groups')
export class ApprovalGroupsController {
  constructor(private readonly service: ApprovalGroupsService) {}

  @Get()
  @Requires('approvals.read')
  @ApiOkResponse({ type: ApprovalGroupPageResponse })
  listApprovalGroups(@OrgId() orgId: string, @Query() query: PageQuery): Promise<Page<ApprovalGroupResponse>> {
    return this.service.list(orgId, query);
  }

  @Post()
  @Requires('approvals.manage')
  @ApiCreatedResponse({ type: ApprovalGroupResponse })
  createApprovalGroup(
    @OrgId() orgId: string,
    @Body() body: CreateApprovalGroupRequest,
  ): Promise<ApprovalGroupResponse> {
    return this.service.create(orgId, body);
  }

  @Put(':approvalGroupId')
  @Requires('approvals.manage')
  @ApiOkResponse({ type: ApprovalGroupResponse })
  changeApprovalGroup(
    @OrgId() orgId: string,
    @IdParam('approvalGroupId') id: string,
    @Body() body: ChangeApprovalGroupRequest,
  ): Promise<ApprovalGroupResponse> {
    return this.service.change(orgId, id, body);
  }

  @Delete(':approvalGroupId')
  @HttpCode(204)
  @Requires('approvals.manage')
  @ApiNoContentResponse()
  deleteApprovalGroup(@OrgId() orgId: string, @IdParam('approvalGroupId') id: string): Promise<void> {
    return this.service.delete(orgId, id);
  }
}
