import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { PageQuery } from '@throughline/platform';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsRFC3339, IsString, Length, Matches, MaxLength } from 'class-validator';

const AN_ACTOR = /^(system|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;
const PRINTABLE = /^\P{Cc}*$/u;
const A_DAY_OR_TIME = { message: 'must be a time such as 2026-11-20T00:00:00Z' };
export const ORDERS = ['newest', 'oldest'] as const;
export const FORMATS = ['csv', 'json', 'ndjson'] as const;
export type ExportFormat = (typeof FORMATS)[number];
export const STATS_BY = ['action', 'actor'] as const;

export class AuditFilterQuery {
  @ApiPropertyOptional({ description: 'Id of a person, or "system" for what no person did' })
  @IsOptional()
  @IsString()
  @Matches(AN_ACTOR, { message: 'actor must be an id or "system"' })
  actor?: string;

  @ApiPropertyOptional({ maxLength: 100, description: 'What the action begins with: "member." or "member.added"' })
  @IsOptional()
  @IsString()
  @Length(1, 100)
  @Matches(PRINTABLE)
  action?: string;

  @ApiPropertyOptional({ maxLength: 100 })
  @IsOptional()
  @IsString()
  @Length(1, 100)
  @Matches(PRINTABLE)
  resourceKind?: string;

  @ApiPropertyOptional({ maxLength: 200 })
  @IsOptional()
  @IsString()
  @Length(1, 200)
  @Matches(PRINTABLE)
  resourceId?: string;

  @ApiPropertyOptional({ maxLength: 50 })
  @IsOptional()
  @IsString()
  @Length(1, 50)
  @Matches(PRINTABLE)
  service?: string;

  @ApiPropertyOptional({ type: Boolean, description: 'true: only what somebody did as somebody else; false: all else' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  impersonated?: boolean;

  @ApiPropertyOptional({ format: 'date-time', description: 'From this time on' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  @IsRFC3339(A_DAY_OR_TIME)
  from?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Before this time' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  @IsRFC3339(A_DAY_OR_TIME)
  to?: string;

  @ApiPropertyOptional({ maxLength: 100, description: 'What the resource’s name contains' })
  @IsOptional()
  @IsString()
  @Length(1, 100)
  @Matches(PRINTABLE)
  text?: string;
}

export class AuditPageQuery extends IntersectionType(AuditFilterQuery, PageQuery) {
  @ApiPropertyOptional({ enum: [...ORDERS], default: 'newest' })
  @IsOptional()
  @IsIn(ORDERS)
  order: (typeof ORDERS)[number] = 'newest';
}

export class AuditExportQuery extends AuditFilterQuery {
  @ApiPropertyOptional({ enum: [...FORMATS], default: 'csv' })
  @IsOptional()
  @IsIn(FORMATS)
  format: ExportFormat = 'csv';
}

export class AuditStatsQuery extends AuditFilterQuery {
  @ApiPropertyOptional({ enum: [...STATS_BY], default: 'action' })
  @IsOptional()
  @IsIn(STATS_BY)
  by: (typeof STATS_BY)[number] = 'action';
}

export class AuditEntryResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'Its place in the organization’s chain, from 1' })
  sequence!: number;

  @ApiProperty()
  service!: string;

  @ApiProperty()
  action!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  actorId!: string | null;

  @ApiProperty({ type: String, nullable: true })
  actorName!: string | null;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Who stood behind the actor, if somebody did',
  })
  impersonatorId!: string | null;

  @ApiProperty({ type: String, nullable: true })
  impersonatorName!: string | null;

  @ApiProperty()
  resourceKind!: string;

  @ApiProperty()
  resourceId!: string;

  @ApiProperty({ type: String, nullable: true })
  resourceName!: string | null;

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  before!: Record<string, unknown> | null;

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  after!: Record<string, unknown> | null;

  @ApiProperty({ type: String, nullable: true })
  ip!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'The program, in words' })
  client!: string | null;

  @ApiProperty({ format: 'date-time' })
  occurredAt!: string;
}

export class AuditEntryPageResponse {
  @ApiProperty({ type: [AuditEntryResponse] })
  items!: AuditEntryResponse[];

  @ApiProperty({ type: String, nullable: true })
  nextCursor!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'With the other order: what comes before this page' })
  previousCursor!: string | null;
}

export class AuditStatResponse {
  @ApiProperty({ format: 'date', description: 'In UTC' })
  day!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The action, or the actor’s id; null for all others and for programs',
  })
  key!: string | null;

  @ApiProperty()
  name!: string;

  @ApiProperty()
  count!: number;
}

export class AuditStatsResponse {
  @ApiProperty({ type: [AuditStatResponse] })
  items!: AuditStatResponse[];

  @ApiProperty({ format: 'date-time' })
  from!: string;

  @ApiProperty({ format: 'date-time' })
  to!: string;
}
