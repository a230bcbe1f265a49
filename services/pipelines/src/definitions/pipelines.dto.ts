import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PageQuery, pageOf } from '@throughline/platform';
import { IsIn, IsOptional } from 'class-validator';
import { INPUT_TYPES, type InputType, type InputValue } from './inputs.rules.js';
import { PIPELINE_TYPES, type PipelineType } from './pipeline-type.rules.js';
import { DefinitionWarningResponse } from './problems.dto.js';
import { EXECUTION_STATUSES, type ExecutionStatus } from '../engine/execution.machine.js';
import { ExecutionSummaryResponse } from '../executions/executions.dto.js';

export class ListPipelinesQuery extends PageQuery {
  @ApiPropertyOptional({ enum: PIPELINE_TYPES, enumName: 'PipelineType' })
  @IsOptional()
  @IsIn(PIPELINE_TYPES)
  type?: PipelineType;
}

export class PipelineResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'uuid' })
  repositoryId!: string;

  @ApiProperty({ format: 'uuid' })
  projectId!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty()
  path!: string;

  @ApiProperty({ enum: PIPELINE_TYPES, enumName: 'PipelineType' })
  type!: PipelineType;

  @ApiProperty({ type: 'integer', description: '0 while no file could be read' })
  latestVersion!: number;

  @ApiProperty({ oneOf: [{ $ref: '#/components/schemas/ExecutionSummaryResponse' }, { type: 'null' }] })
  lastExecution!: ExecutionSummaryResponse | null;

  @ApiProperty({ enum: EXECUTION_STATUSES, enumName: 'ExecutionStatus', isArray: true, description: 'Newest first' })
  recentStatuses!: ExecutionStatus[];

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export class InputResponse {
  @ApiProperty()
  name!: string;

  @ApiProperty({ enum: INPUT_TYPES, enumName: 'InputType' })
  type!: InputType;

  @ApiProperty({ type: String, nullable: true })
  description!: string | null;

  @ApiProperty({
    oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }, { type: 'null' }],
    description: 'Null for one that has to be given',
  })
  default!: InputValue | null;

  @ApiProperty({ type: [String], description: 'What it may be; anything without any' })
  options!: string[];
}

export class PipelineVersionResponse {
  @ApiProperty({ format: 'uuid' })
  pipelineId!: string;

  @ApiProperty({ type: 'integer' })
  version!: number;

  @ApiProperty()
  commitSha!: string;

  @ApiProperty()
  source!: string;

  @ApiProperty({ type: [InputResponse], description: 'What it asks of who starts it' })
  inputs!: InputResponse[];

  @ApiProperty({ type: [DefinitionWarningResponse], description: 'What is unwise about it' })
  warnings!: DefinitionWarningResponse[];

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export const PipelinePageResponse = pageOf(PipelineResponse);
export const PipelineVersionPageResponse = pageOf(PipelineVersionResponse);
