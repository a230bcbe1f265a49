import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PageQuery, pageOf } from '@throughline/platform';
import { Type } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';
import type { Inputs } from '../definitions/inputs.rules.js';
import { ScheduleFiringResponse } from './firings.dto.js';
import { MISFIRE_POLICIES, type MisfirePolicy } from './misfire.rules.js';
import { isSent } from './is-sent.js';

const BRANCH = /^(?!-)(?!refs\/)(?!.*\.\.)[A-Za-z0-9._/-]{1,200}$/;
const NOT_BLANK = /\S/;

export class UpdateScheduleRequest {
  @ApiPropertyOptional({
    ...{ type: 'integer', minimum: 1 },
    description: 'The version that the change is to come after; without, whatever it says now',
  })
  @ValidateIf(isSent)
  @IsInt()
  @Min(1)
  basedOn?: number;

  @ApiPropertyOptional({ minLength: 1, maxLength: 100, example: 'Nightly' })
  @ValidateIf(isSent)
  @IsString()
  @Length(1, 100)
  @Matches(NOT_BLANK, { message: 'name must not be blank' })
  name?: string;

  @ApiPropertyOptional({ maxLength: 200, description: 'Whose newest commit is run' })
  @ValidateIf(isSent)
  @IsString()
  @Matches(BRANCH, { message: 'branch must be the name of a branch' })
  branch?: string;

  @ApiPropertyOptional({ maxLength: 200, example: '30 2 * * MON-FRI', description: 'Five cron fields' })
  @ValidateIf(isSent)
  @IsString()
  @MaxLength(200)
  cron?: string;

  @ApiPropertyOptional({ maxLength: 64, example: 'Europe/Berlin', description: 'Whose clocks the cron fields mean' })
  @ValidateIf(isSent)
  @IsString()
  @MaxLength(64)
  zone?: string;

  @ApiPropertyOptional({
    enum: MISFIRE_POLICIES,
    enumName: 'MisfirePolicy',
    description: 'Times that nobody was there for: `skip` lets them go, `once` makes up for the newest, `all` for ten',
  })
  @ValidateIf(isSent)
  @IsIn(MISFIRE_POLICIES)
  misfire?: MisfirePolicy;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] },
    description: 'What the pipeline is given, by the name of the input; the defaults for those that are left out',
  })
  @ValidateIf(isSent)
  @IsObject()
  inputs?: Record<string, unknown>;
}

export class CreateScheduleRequest {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  pipelineId!: string;

  @ApiProperty({ minLength: 1, maxLength: 100, example: 'Nightly' })
  @IsString()
  @Length(1, 100)
  @Matches(NOT_BLANK, { message: 'name must not be blank' })
  name!: string;

  @ApiPropertyOptional({ maxLength: 200, description: 'By default the default branch of the repository' })
  @ValidateIf(isSent)
  @IsString()
  @Matches(BRANCH, { message: 'branch must be the name of a branch' })
  branch?: string;

  @ApiProperty({ maxLength: 200, example: '30 2 * * MON-FRI', description: 'Five cron fields' })
  @IsString()
  @MaxLength(200)
  cron!: string;

  @ApiPropertyOptional({ maxLength: 64, default: 'UTC', description: 'Whose clocks the cron fields mean' })
  @ValidateIf(isSent)
  @IsString()
  @MaxLength(64)
  zone?: string;

  @ApiPropertyOptional({ enum: MISFIRE_POLICIES, enumName: 'MisfirePolicy', default: 'once' })
  @ValidateIf(isSent)
  @IsIn(MISFIRE_POLICIES)
  misfire?: MisfirePolicy;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] },
    description: 'What the pipeline is given, by the name of the input; the defaults for those that are left out',
  })
  @ValidateIf(isSent)
  @IsObject()
  inputs?: Record<string, unknown>;
}

export class ListSchedulesQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  pipelineId?: string;
}

export class PreviewScheduleQuery {
  @ApiProperty({ maxLength: 200 })
  @IsString()
  @MaxLength(200)
  cron!: string;

  @ApiPropertyOptional({ maxLength: 64, default: 'UTC' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  zone?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 20, default: 5 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(20)
  count?: number;
}

export class SchedulePreviewResponse {
  @ApiProperty({ description: 'The expression in words' })
  description!: string;

  @ApiProperty({ type: [String], format: 'date-time', description: 'The next times, soonest first' })
  fireAt!: string[];
}

export class ScheduleResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'uuid' })
  pipelineId!: string;

  @ApiProperty()
  pipelineName!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty()
  branch!: string;

  @ApiProperty()
  cron!: string;

  @ApiProperty({ description: 'The expression in words' })
  description!: string;

  @ApiProperty()
  zone!: string;

  @ApiProperty({ enum: MISFIRE_POLICIES, enumName: 'MisfirePolicy' })
  misfire!: MisfirePolicy;

  @ApiProperty({
    type: 'object',
    additionalProperties: { oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] },
    description: 'What the pipeline is given, by the name of the input',
  })
  inputs!: Inputs;

  @ApiProperty()
  enabled!: boolean;

  @ApiProperty({ type: String, nullable: true, description: 'Why it was stopped, when nobody disabled it' })
  pausedReason!: string | null;

  @ApiProperty({ format: 'uuid', description: 'The member on whose behalf it runs: who changed it last' })
  ownerId!: string;

  @ApiProperty()
  ownerName!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  nextFireAt!: string | null;

  @ApiProperty({ oneOf: [{ $ref: '#/components/schemas/ScheduleFiringResponse' }, { type: 'null' }] })
  lastFiring!: ScheduleFiringResponse | null;

  @ApiProperty({ type: 'integer', description: 'Another one with each change' })
  version!: number;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export const SchedulePageResponse = pageOf(ScheduleResponse);
