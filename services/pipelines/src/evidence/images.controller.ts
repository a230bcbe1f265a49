import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { IdParam, OrgId, type Page, PageQuery, Requires } from '@throughline/platform';
import { EvidenceItemResponse } from './evidence.dto.js';
import { ImagePageResponse, ImageResponse, RegisteredImageResponse, RegisterImageRequest } from './images.dto.js';
import { ImagesService } from './images.service.js';
import { SignaturesService } from './signatures.service.js';
import { RecordSignatureRequest } from './signing-keys.dto.js';

@ApiParam({ name: 'org', type: String })
@Controller('api/v1/orgs/:org')
export class ImagesController {
  constructor(
    private readonly service: ImagesService,
    private readonly signatures: SignaturesService,
  ) {}

  @Get('executions/:executionId/images')
  @Requires('evidence.read')
  @ApiOkResponse({ type: ImagePageResponse })
  listImages(
    @OrgId() orgId: string,
    @IdParam('executionId') executionId: string,
    @Query() query: PageQuery,
  ): Promise<Page<ImageResponse>> {
    return this.service.list(orgId, executionId, query);
  }

  @Post('evidence/images')
  @HttpCode(200)
  @Requires('evidence.record')
  @ApiOkResponse({ type: RegisteredImageResponse })
  registerImage(@OrgId() orgId: string, @Body() body: RegisterImageRequest): Promise<RegisteredImageResponse> {
    return this.service.register(orgId, body);
  }

  @Post('evidence/images/:imageId/signatures')
  @HttpCode(200)
  @Requires('evidence.record')
  @ApiOkResponse({ type: EvidenceItemResponse })
  recordImageSignature(
    @OrgId() orgId: string,
    @IdParam('imageId') imageId: string,
    @Body() body: RecordSignatureRequest,
  ): Promise<EvidenceItemResponse> {
    return this.signatures.recordForImage(orgId, imageId, body);
  }
}
