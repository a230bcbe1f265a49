import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBody, ApiExtraModels, ApiOkResponse, ApiParam, getSchemaPath } from '@nestjs/swagger';
import { IdParam, OrgId, type Page, PageQuery, Requires } from '@throughline/platform';
import { CiStepsService } from './ci-steps.service.js';
import {
  EvidenceDetailResponse,
  EvidenceItemPageResponse,
  EvidenceItemResponse,
  RecordedStepsResponse,
} from './evidence.dto.js';
import { EvidenceReader } from './evidence.reader.js';
import { EvidenceService } from './evidence.service.js';
import {
  ParseTestResultsRequest,
  RecordCiStepRequest,
  RecordSbomRequest,
  RecordScanRequest,
} from './record-evidence.dto.js';

const STEP = { $ref: getSchemaPath(RecordCiStepRequest) };

@ApiParam({ name: 'org', type: String })
@Controller('api/v1/orgs/:org')
export class EvidenceController {
  constructor(
    private readonly reader: EvidenceReader,
    private readonly service: EvidenceService,
    private readonly steps: CiStepsService,
  ) {}

  @Get('executions/:executionId/evidence')
  @Requires('evidence.read')
  @ApiOkResponse({ type: EvidenceItemPageResponse })
  listEvidence(
    @OrgId() orgId: string,
    @IdParam('executionId') executionId: string,
    @Query() query: PageQuery,
  ): Promise<Page<EvidenceItemResponse>> {
    return this.reader.list(orgId, executionId, query);
  }

  @Get('evidence/:evidenceId')
  @Requires('evidence.read')
  @ApiOkResponse({ type: EvidenceDetailResponse })
  getEvidence(@OrgId() orgId: string, @IdParam('evidenceId') evidenceId: string): Promise<EvidenceDetailResponse> {
    return this.reader.get(orgId, evidenceId);
  }

  @Post('evidence/ci-steps')
  @HttpCode(200)
  @Requires('evidence.record')
  @ApiExtraModels(RecordCiStepRequest)
  @ApiBody({ schema: { oneOf: [STEP, { type: 'array', items: STEP, minItems: 1, maxItems: 100 }] } })
  @ApiOkResponse({ type: RecordedStepsResponse })
  recordCiSteps(@OrgId() orgId: string, @Body() body: unknown): Promise<RecordedStepsResponse> {
    return this.steps.record(orgId, body);
  }

  @Post('evidence/test-results')
  @HttpCode(200)
  @Requires('evidence.record')
  @ApiOkResponse({ type: EvidenceItemResponse })
  recordTestResults(@OrgId() orgId: string, @Body() body: ParseTestResultsRequest): Promise<EvidenceItemResponse> {
    return this.service.recordTests(orgId, body);
  }

  @Post('evidence/vulnerability-scans')
  @HttpCode(200)
  @Requires('evidence.record')
  @ApiOkResponse({ type: EvidenceItemResponse })
  recordVulnerabilityScan(@OrgId() orgId: string, @Body() body: RecordScanRequest): Promise<EvidenceItemResponse> {
    return this.service.recordScan(orgId, body);
  }

  @Post('evidence/sboms')
  @HttpCode(200)
  @Requires('evidence.record')
  @ApiOkResponse({ type: EvidenceItemResponse })
  recordSbom(@OrgId() orgId: string, @Body() body: RecordSbomRequest): Promise<EvidenceItemResponse> {
    return this.service.recordSbom(orgId, body);
  }
}
