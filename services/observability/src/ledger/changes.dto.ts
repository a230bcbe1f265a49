import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { pageOf, PageQuery } from '@throughline/platform';
import { IsISO8601, IsOptional, IsUUID } from 'class-validator';
import { LINE_STATES, type LineState } from './change-fact.rules.js';

export class ListChangesQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  serviceId?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  environmentId?: string;

  @ApiPropertyOptional({ format: 'date-time' })
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true })
  from?: string;

  @ApiPropertyOptional({ format: 'date-time' })
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true })
  to?: string;
}

export class ChangeResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'What happened: execution_started, deployment_finished, incident_opened …' })
  kind!: string;

  @ApiProperty({ description: 'What it happened to' })
  subjectId!: string;

  @ApiProperty()
  title!: string;

  @ApiProperty({ enum: LINE_STATES, enumName: 'LineState' })
  state!: LineState;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  serviceId!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  environmentId!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  executionId!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  deploymentId!: string | null;

  @ApiProperty({ type: String, nullable: true })
  actorName!: string | null;

  @ApiProperty({ format: 'date-time' })
  at!: string;
}

export class ChangePageResponse extends pageOf(ChangeResponse) {}
