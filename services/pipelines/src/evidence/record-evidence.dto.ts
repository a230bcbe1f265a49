import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  IsIn,
  IsInt,
  IsISO8601,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  IsUrl,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';
import { STORABLE, storable } from './storable-text.js';

const DIGEST = /^sha256:[0-9a-f]{64}$/;
const DIGEST_MESSAGE = 'artifact_digest must be sha256: and 64 hex digits';
const DAY_MS = 86_400_000;

/** In the order in which a pipeline usually has them. */
export const STEP_TYPES = ['sast', 'secrets', 'dependency', 'test', 'build', 'scan', 'sign', 'dast'] as const;
/** What common examples write for a step of type test. */
export const TEST_TYPES = ['unit', 'integration', 'e2e'] as const;
export const STEP_STATUSES = ['pending', 'running', 'passed', 'failed', 'skipped'] as const;

/** What evidence is about: an execution of ours, or whatever published an artifact last. */
export class EvidenceSubjectRequest {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  execution_id?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  artifact_id?: string;

  @ApiPropertyOptional({ pattern: DIGEST.source })
  @IsOptional()
  @IsString()
  @Matches(DIGEST, { message: DIGEST_MESSAGE })
  artifact_digest?: string;
}

export class RecordCiStepRequest extends EvidenceSubjectRequest {
  @ApiProperty({ minLength: 1, maxLength: 100 })
  @IsString()
  @Length(1, 100)
  @Matches(STORABLE, storable('step_name'))
  step_name!: string;

  @ApiProperty({ enum: [...STEP_TYPES, ...TEST_TYPES] })
  @IsIn([...STEP_TYPES, ...TEST_TYPES])
  step_type!: (typeof STEP_TYPES)[number] | (typeof TEST_TYPES)[number];

  @ApiProperty({ enum: STEP_STATUSES })
  @IsIn(STEP_STATUSES)
  status!: (typeof STEP_STATUSES)[number];

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 1000 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1_000)
  step_order?: number;

  @ApiPropertyOptional({ maxLength: 2000 })
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  @MaxLength(2_000)
  evidence_url?: string;

  @ApiPropertyOptional({ maxLength: 2000, description: 'a sentence about how it went' })
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  @Matches(STORABLE, storable('summary'))
  summary?: string;

  @ApiPropertyOptional({ maxLength: 2000 })
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  @Matches(STORABLE, storable('details'))
  details?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: 30 * DAY_MS })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(30 * DAY_MS)
  duration_ms?: number;

  @ApiPropertyOptional({ format: 'date-time' })
  @IsOptional()
  @IsISO8601({ strict: true })
  started_at?: string;

  @ApiPropertyOptional({ format: 'date-time' })
  @IsOptional()
  @IsISO8601({ strict: true })
  completed_at?: string;
}

export class ParseTestResultsRequest extends EvidenceSubjectRequest {
  @ApiProperty({ description: 'JUnit XML' })
  @IsString()
  report_xml!: string;

  @ApiPropertyOptional({ maxLength: 2000 })
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  @MaxLength(2_000)
  report_url?: string;

  @ApiPropertyOptional({ enum: TEST_TYPES, default: 'unit' })
  @IsOptional()
  @IsIn(TEST_TYPES)
  test_type?: (typeof TEST_TYPES)[number];

  @ApiPropertyOptional({ minimum: 0, maximum: 100, description: 'becomes evidence of coverage, with two decimals' })
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(100)
  coverage_percent?: number;
}

export const SCAN_TYPES = ['image', 'filesystem', 'repo'] as const;
export const SCANNERS = ['trivy'] as const;

export class RecordScanRequest extends EvidenceSubjectRequest {
  @ApiProperty({
    description: 'what Trivy writes with --format json, or the list inside of it',
    oneOf: [
      { type: 'object', additionalProperties: true },
      { type: 'array', items: { type: 'object', additionalProperties: true } },
    ],
  })
  @ValidateIf((request: RecordScanRequest) => !Array.isArray(request.scan_results))
  @IsObject()
  scan_results!: object;

  @ApiPropertyOptional({ maxLength: 500 })
  @IsOptional()
  @IsString()
  @Length(1, 500)
  @Matches(STORABLE, storable('image_ref'))
  image_ref?: string;

  @ApiPropertyOptional({ enum: SCAN_TYPES, default: 'image' })
  @IsOptional()
  @IsIn(SCAN_TYPES)
  scan_type?: (typeof SCAN_TYPES)[number];

  @ApiPropertyOptional({ enum: SCANNERS, default: 'trivy' })
  @IsOptional()
  @IsIn(SCANNERS)
  scanner?: (typeof SCANNERS)[number];
}

export class RecordSbomRequest extends EvidenceSubjectRequest {
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'SPDX 2 or CycloneDX, in JSON' })
  @IsObject()
  sbom_data!: object;

  @ApiPropertyOptional({ enum: ['spdx', 'cyclonedx'], description: 'what it has to be; else it says so itself' })
  @IsOptional()
  @IsIn(['spdx', 'cyclonedx'])
  format?: 'spdx' | 'cyclonedx';

  @ApiPropertyOptional({ maxLength: 60, example: 'syft' })
  @IsOptional()
  @IsString()
  @Length(1, 60)
  @Matches(STORABLE, storable('generator'))
  generator?: string;

  @ApiPropertyOptional({ maxLength: 2000 })
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  @MaxLength(2_000)
  sbom_url?: string;
}
