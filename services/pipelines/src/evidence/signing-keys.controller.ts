import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { IdParam, OrgId, type Page, PageQuery, Requires } from '@throughline/platform';
import { EvidenceItemResponse } from './evidence.dto.js';
import { SignaturesService } from './signatures.service.js';
import {
  CreateSigningKeyRequest,
  RecordSignatureRequest,
  SigningKeyPageResponse,
  SigningKeyResponse,
} from './signing-keys.dto.js';
import { SigningKeysService } from './signing-keys.service.js';

@ApiParam({ name: 'org', type: String })
@Controller('api/v1/orgs/:org')
export class SigningKeysController {
  constructor(
    private readonly keys: SigningKeysService,
    private readonly signatures: SignaturesService,
  ) {}

  @Get('signing-keys')
  @Requires('evidence.read')
  @ApiOkResponse({ type: SigningKeyPageResponse })
  listSigningKeys(@OrgId() orgId: string, @Query() query: PageQuery): Promise<Page<SigningKeyResponse>> {
    return this.keys.list(orgId, query);
  }

  @Post('signing-keys')
  @Requires('evidence.manage')
  @ApiCreatedResponse({ type: SigningKeyResponse })
  createSigningKey(@OrgId() orgId: string, @Body() body: CreateSigningKeyRequest): Promise<SigningKeyResponse> {
    return this.keys.register(orgId, body);
  }

  @Delete('signing-keys/:signingKeyId')
  @HttpCode(204)
  @Requires('evidence.manage')
  @ApiNoContentResponse()
  deleteSigningKey(@OrgId() orgId: string, @IdParam('signingKeyId') signingKeyId: string): Promise<void> {
    return this.keys.remove(orgId, signingKeyId);
  }

  @Post('artifacts/:artifactId/signatures')
  @HttpCode(200)
  @Requires('evidence.record')
  @ApiOkResponse({ type: EvidenceItemResponse })
  recordSignature(
    @OrgId() orgId: string,
    @IdParam('artifactId') artifactId: string,
    @Body() body: RecordSignatureRequest,
  ): Promise<EvidenceItemResponse> {
    return this.signatures.record(orgId, artifactId, body);
  }
}
