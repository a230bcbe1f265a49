import { ApiProperty } from '@nestjs/swagger';
import { pageOf } from '@throughline/platform';
import { EXECUTION_STATUSES, type ExecutionStatus } from '../engine/execution.machine.js';
import { ExecutionSummaryResponse } from '../executions/executions.dto.js';

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

  @ApiProperty({ type: 'integer', description: '0 while no file could be read' })
  latestVersion!: number;

  @ApiProperty({ oneOf: [{ $ref: '#/components/schemas/ExecutionSummaryResponse' }, { type: 'null' }] })
  lastExecution!: ExecutionSummaryResponse | null;

  @ApiProperty({ enum: EXECUTION_STATUSES, enumName: 'ExecutionStatus', isArray: true, description: 'Newest first' })
  recentStatuses!: ExecutionStatus[];

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
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

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export const PipelinePageResponse = pageOf(PipelineResponse);
export const PipelineVersionPageResponse = pageOf(PipelineVersionResponse);
