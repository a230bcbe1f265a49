import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { PageQuery } from '@throughline/platform';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsIn, IsISO8601, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { ChangeResponse } from '../ledger/changes.dto.js';
import { LOG_LEVELS, type LogLevel } from './log-level.rules.js';

const asArray = ({ value }: { value: unknown }): unknown => (Array.isArray(value) ? value : [value]);

/** Which lines: the part that a search, a histogram and a tail share. */
export class LogFilterQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  serviceId?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  environmentId?: string;

  @ApiPropertyOptional({
    enum: LOG_LEVELS,
    enumName: 'LogLevel',
    isArray: true,
    description: 'Repeat for more than one',
  })
  @IsOptional()
  @Transform(asArray)
  @ArrayMaxSize(10)
  @IsIn(LOG_LEVELS, { each: true })
  level?: LogLevel[];

  @ApiPropertyOptional({ description: 'Words that all occur, "a phrase", -without', maxLength: 500 })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  text?: string;
}

export class TailLogsQuery extends LogFilterQuery {}

export class LogHistogramQuery extends LogFilterQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  deploymentId?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Default: 24 hours before `to`' })
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true })
  from?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Default: now' })
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true })
  to?: string;
}

export class SearchLogsQuery extends IntersectionType(LogHistogramQuery, PageQuery) {
  @ApiPropertyOptional({ description: 'All lines of one trace', maxLength: 128 })
  @IsOptional()
  @IsString()
  @MaxLength(128)
  traceId?: string;
}

export class LogEntryResponse {
  @ApiProperty({ description: 'Names the line; opaque' })
  id!: string;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ enum: LOG_LEVELS, enumName: 'LogLevel' })
  level!: LogLevel;

  @ApiProperty()
  message!: string;

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  meta!: Record<string, unknown> | null;

  @ApiProperty({ format: 'uuid' })
  serviceId!: string;

  @ApiProperty({ format: 'uuid' })
  environmentId!: string;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The deployment that was live at its time',
  })
  deploymentId!: string | null;

  @ApiProperty({ type: String, nullable: true })
  traceId!: string | null;

  @ApiProperty({ type: String, nullable: true })
  spanId!: string | null;

  @ApiProperty({ type: String, nullable: true })
  requestId!: string | null;
}

export class LogPageResponse {
  @ApiProperty({ type: [LogEntryResponse] })
  items!: LogEntryResponse[];

  @ApiProperty({ type: String, nullable: true })
  nextCursor!: string | null;

  @ApiProperty({ format: 'date-time', description: 'How far back this page has looked' })
  searchedTo!: string;
}

export class LogBucketResponse {
  @ApiProperty({ format: 'date-time', description: 'Start of the bucket' })
  at!: string;

  @ApiProperty({ type: 'integer' })
  debug!: number;

  @ApiProperty({ type: 'integer' })
  info!: number;

  @ApiProperty({ type: 'integer' })
  warn!: number;

  @ApiProperty({ type: 'integer' })
  error!: number;

  @ApiProperty({ type: 'integer' })
  fatal!: number;
}

export class LogHistogramResponse {
  @ApiProperty({ type: 'integer' })
  bucketMs!: number;

  @ApiProperty({ type: [LogBucketResponse] })
  buckets!: LogBucketResponse[];

  @ApiProperty({ type: [ChangeResponse], description: 'Deployments that went live in the range' })
  deployments!: ChangeResponse[];
}
