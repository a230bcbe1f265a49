import { Body, Controller, Delete, Get, HttpCode, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiParam } from '@nestjs/swagger';
import {
  CurrentPrincipal,
  IdParam,
  OrgId,
  type Page,
  PageQuery,
  type Principal,
  Requires,
} from '@throughline/platform';
import {
  FilePlaceQuery,
  FoundPipelineDraftResponse,
  KeepPipelineDraftRequest,
  PipelineDraftPageResponse,
  PipelineDraftResponse,
  type PipelineDraftSummaryResponse,
} from './pipeline-drafts.dto.js';
import { PipelineDrafts } from './pipeline-drafts.js';

@ApiParam({ name: 'org', type: String })
@Controller('api/v1/orgs/:org')
export class PipelineDraftsController {
  constructor(private readonly drafts: PipelineDrafts) {}

  @Get('pipeline-drafts')
  @Requires('pipelines.edit')
  @ApiOkResponse({ type: PipelineDraftPageResponse })
  listPipelineDrafts(
    @OrgId() orgId: string,
    @CurrentPrincipal() principal: Principal,
    @Query() query: PageQuery,
  ): Promise<Page<PipelineDraftSummaryResponse>> {
    return this.drafts.list(orgId, principal, query);
  }

  @Get('repositories/:repositoryId/pipeline-draft')
  @Requires('pipelines.edit')
  @ApiOkResponse({ type: FoundPipelineDraftResponse })
  findPipelineDraft(
    @OrgId() orgId: string,
    @IdParam('repositoryId') repositoryId: string,
    @CurrentPrincipal() principal: Principal,
    @Query() query: FilePlaceQuery,
  ): Promise<FoundPipelineDraftResponse> {
    return this.drafts.find(orgId, repositoryId, principal, query);
  }

  @Put('repositories/:repositoryId/pipeline-draft')
  @Requires('pipelines.edit')
  @ApiOkResponse({ type: PipelineDraftResponse })
  keepPipelineDraft(
    @OrgId() orgId: string,
    @IdParam('repositoryId') repositoryId: string,
    @CurrentPrincipal() principal: Principal,
    @Body() body: KeepPipelineDraftRequest,
  ): Promise<PipelineDraftResponse> {
    return this.drafts.keep(orgId, repositoryId, principal, body);
  }

  @Delete('repositories/:repositoryId/pipeline-draft')
  @HttpCode(204)
  @Requires('pipelines.edit')
  @ApiNoContentResponse()
  dropPipelineDraft(
    @OrgId() orgId: string,
    @IdParam('repositoryId') repositoryId: string,
    @CurrentPrincipal() principal: Principal,
    @Query() query: FilePlaceQuery,
  ): Promise<void> {
    return this.drafts.drop(orgId, repositoryId, principal, query);
  }
}
