import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { pageOf, PageQuery } from '@throughline/platform';
import { IsIn, IsISO8601, IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';
import { RecorderResponse } from './evidence.dto.js';
import { STORABLE, storable } from './storable-text.js';

const FINDING = /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}$/;
const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
export const WAIVER_STATES = ['active', 'expired', 'revoked'] as const;
export type WaiverState = (typeof WAIVER_STATES)[number];

export class CreateWaiverRequest {
  @ApiProperty({
    pattern: FINDING.source,
    example: 'CVE-2026-12345',
    description: 'as the scanner names it; in any case',
  })
  @IsString()
  @Matches(FINDING, { message: 'finding must be the id of a finding, as CVE-2026-12345' })
  finding!: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'either this or service' })
  @IsOptional()
  @IsUUID()
  repositoryId?: string;

  @ApiPropertyOptional({ pattern: SLUG.source, description: 'the slug of a service that an execution deploys' })
  @IsOptional()
  @IsString()
  @Matches(SLUG, { message: 'service must be the slug of a service' })
  service?: string;

  @ApiProperty({ minLength: 3, maxLength: 1000 })
  @IsString()
  @Length(3, 1_000)
  @Matches(STORABLE, storable('reason'))
  reason!: string;

  @ApiProperty({ format: 'date-time', description: 'a time to come, within a year' })
  @IsISO8601({ strict: true, strictSeparator: true })
  @Matches(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)$/, {
    message: 'expiresAt must be a time with its zone',
  })
  expiresAt!: string;
}

export class ListWaiversQuery extends PageQuery {
  @ApiPropertyOptional({ enum: WAIVER_STATES })
  @IsOptional()
  @IsIn(WAIVER_STATES)
  state?: WaiverState;
}

export class WaiverResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  finding!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  repositoryId!: string | null;

  @ApiProperty({ type: String, nullable: true })
  repositoryName!: string | null;

  @ApiProperty({ type: String, nullable: true })
  service!: string | null;

  @ApiProperty()
  reason!: string;

  @ApiProperty({ enum: WAIVER_STATES })
  state!: WaiverState;

  @ApiProperty({ format: 'date-time' })
  expiresAt!: string;

  @ApiProperty({ type: RecorderResponse })
  createdBy!: RecorderResponse;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ type: String, nullable: true })
  revokedByName!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  revokedAt!: string | null;
}

export const WaiverPageResponse = pageOf(WaiverResponse);
