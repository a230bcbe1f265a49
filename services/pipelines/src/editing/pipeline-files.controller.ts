import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { CurrentPrincipal, IdParam, OrgId, type Principal, Requires } from '@throughline/platform';
import {
  CommitPipelineFileRequest,
  PipelineCommitResponse,
  PipelineFileQuery,
  PipelineFileResponse,
} from './editing.dto.js';
import { PipelineCommits } from './pipeline-commits.js';
import { PipelineFileReader } from './pipeline-file.reader.js';

@ApiParam({ name: 'org', type: String })
@Controller('api/v1/orgs/:org/repositories/:repositoryId')
export class PipelineFilesController {
  constructor(
    private readonly reader: PipelineFileReader,
    private readonly commits: PipelineCommits,
  ) {}

  @Get('pipeline-file')
  @Requires('pipelines.edit')
  @ApiOkResponse({ type: PipelineFileResponse })
  getPipelineFile(
    @OrgId() orgId: string,
    @IdParam('repositoryId') repositoryId: string,
    @Query() query: PipelineFileQuery,
  ): Promise<PipelineFileResponse> {
    return this.reader.read(orgId, repositoryId, query);
  }

  @Post('pipeline-commits')
  @Requires('pipelines.edit')
  @ApiCreatedResponse({ type: PipelineCommitResponse })
  commitPipelineFile(
    @OrgId() orgId: string,
    @IdParam('repositoryId') repositoryId: string,
    @CurrentPrincipal() principal: Principal,
    @Body() body: CommitPipelineFileRequest,
  ): Promise<PipelineCommitResponse> {
    return this.commits.commit(orgId, repositoryId, principal, body);
  }
}
