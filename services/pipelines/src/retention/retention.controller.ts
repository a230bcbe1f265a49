import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { OrgId, Requires } from '@throughline/platform';
import {
  PreviewRetentionQuery,
  RetentionPreviewResponse,
  RetentionResponse,
  SetRetentionRequest,
} from './retention.dto.js';
import { RetentionService } from './retention.service.js';

@ApiParam({ name: 'org', type: String })
@Controller('api/v1/orgs/:org/pipeline-retention')
export class RetentionController {
  constructor(private readonly service: RetentionService) {}

  @Get()
  @Requires('artifacts.read')
  @ApiOkResponse({ type: RetentionResponse })
  getPipelineRetention(@OrgId() orgId: string): Promise<RetentionResponse> {
    return this.service.get(orgId);
  }

  @Get('preview')
  @Requires('artifacts.read')
  @ApiOkResponse({ type: RetentionPreviewResponse })
  previewPipelineRetention(
    @OrgId() orgId: string,
    @Query() query: PreviewRetentionQuery,
  ): Promise<RetentionPreviewResponse> {
    return this.service.preview(orgId, query);
  }

  @Put()
  @Requires('artifacts.manage')
  @ApiOkResponse({ type: RetentionResponse })
  setPipelineRetention(@OrgId() orgId: string, @Body() body: SetRetentionRequest): Promise<RetentionResponse> {
    return this.service.set(orgId, body);
  }
}
