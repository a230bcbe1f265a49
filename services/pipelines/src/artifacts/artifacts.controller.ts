import { Controller, Delete, Get, HttpCode, Query, StreamableFile } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiParam, ApiProduces } from '@nestjs/swagger';
import { IdParam, OrgId, type Page, PageQuery, Requires } from '@throughline/platform';
import { ArtifactDeletion } from './artifact-deletion.js';
import { ArtifactPageResponse, ArtifactResponse } from './artifacts.dto.js';
import { ArtifactsReader } from './artifacts.reader.js';

@ApiParam({ name: 'org', type: String })
@Controller('api/v1/orgs/:org')
export class ArtifactsController {
  constructor(
    private readonly reader: ArtifactsReader,
    private readonly deletion: ArtifactDeletion,
  ) {}

  @Get('executions/:executionId/artifacts')
  @Requires('artifacts.read')
  @ApiOkResponse({ type: ArtifactPageResponse })
  listArtifacts(
    @OrgId() orgId: string,
    @IdParam('executionId') executionId: string,
    @Query() query: PageQuery,
  ): Promise<Page<ArtifactResponse>> {
    return this.reader.list(orgId, executionId, query);
  }

  @Get('artifacts/:artifactId')
  @Requires('artifacts.read')
  @ApiOkResponse({ type: ArtifactResponse })
  getArtifact(@OrgId() orgId: string, @IdParam('artifactId') artifactId: string): Promise<ArtifactResponse> {
    return this.reader.get(orgId, artifactId);
  }

  @Get('artifacts/:artifactId/content')
  @Requires('artifacts.read')
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async downloadArtifact(@OrgId() orgId: string, @IdParam('artifactId') artifactId: string): Promise<StreamableFile> {
    const { artifact, content } = await this.reader.open(orgId, artifactId);
    const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(artifact.fileName)}`;
    return new StreamableFile(content, { type: 'application/octet-stream', disposition, length: artifact.sizeBytes });
  }

  @Delete('artifacts/:artifactId')
  @HttpCode(204)
  @Requires('artifacts.manage')
  @ApiNoContentResponse()
  deleteArtifact(@OrgId() orgId: string, @IdParam('artifactId') artifactId: string): Promise<void> {
    return this.deletion.delete(orgId, artifactId);
  }
}
