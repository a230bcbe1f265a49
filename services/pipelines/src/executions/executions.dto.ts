import { ApiExtraModels, ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PageQuery, pageOf } from '@throughline/platform';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsObject, IsOptional, IsString, IsUUID, Matches } from 'class-validator';
import { CommitResponse } from './commit.dto.js';
import { EXECUTION_STATUSES, type ExecutionStatus } from '../engine/execution.machine.js';
import { type Trigger, TRIGGERS } from '../engine/trigger.js';

const BRANCH = /^(?!-)(?!refs\/)(?!.*\.\.)[A-Za-z0-9._/-]{1,200}$/;

export class StartExecutionRequest {
  @ApiPropertyOptional({ maxLength: 200, description: 'By default the default branch of the repository' })
  @IsOptional()
  @IsString()
  @Matches(BRANCH, { message: 'branch must be the name of a branch' })
  branch?: string;

  @ApiPropertyOptional({ description: 'By default the head of the branch' })
  @IsOptional()
  @IsString()
  @Matches(/^[0-9a-f]{40}$/, { message: 'commitSha must be 40 lower-case hex digits' })
  commitSha?: string;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] },
    description: 'Values of the inputs that the pipeline asks for, by name; their defaults for those that are left out',
  })
  @IsOptional()
  @IsObject()
  inputs?: Record<string, unknown>;
}

export class ListExecutionsQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  pipelineId?: string;

  @ApiPropertyOptional({ enum: EXECUTION_STATUSES, enumName: 'ExecutionStatus' })
  @IsOptional()
  @IsIn(EXECUTION_STATUSES)
  status?: ExecutionStatus;

  @ApiPropertyOptional({ type: Boolean, description: 'Only those that have not ended, or only those that have' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  active?: boolean;
}

/** The schedule that began an execution. */
export class FiredScheduleResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  name!: string;
}

/** The execution of another pipeline whose end began one. */
export class FollowedExecutionResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: 'integer' })
  number!: number;

  @ApiProperty()
  pipelineName!: string;
}

@ApiExtraModels(FiredScheduleResponse, FollowedExecutionResponse)
export class ExecutionSummaryResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: 'integer' })
  number!: number;

  @ApiProperty({ format: 'uuid' })
  pipelineId!: string;

  @ApiProperty()
  pipelineName!: string;

  @ApiProperty({ enum: EXECUTION_STATUSES, enumName: 'ExecutionStatus' })
  status!: ExecutionStatus;

  @ApiProperty({ type: String, nullable: true })
  reason!: string | null;

  @ApiProperty({ enum: TRIGGERS, enumName: 'Trigger' })
  trigger!: Trigger;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  requestedById!: string | null;

  @ApiProperty({ type: String, nullable: true })
  requestedByName!: string | null;

  @ApiProperty({ type: CommitResponse })
  commit!: CommitResponse;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The execution that this one repeats' })
  replayOf!: string | null;

  @ApiProperty({ type: 'integer', nullable: true })
  replayOfNumber!: number | null;

  @ApiProperty({ type: String, nullable: true, description: 'Whose executions it takes turns with' })
  concurrencyGroup!: string | null;

  @ApiProperty({ type: 'integer', description: 'Whose jobs runners take first, among those of the organization' })
  priority!: number;

  @ApiProperty({ oneOf: [{ $ref: '#/components/schemas/FiredScheduleResponse' }, { type: 'null' }] })
  schedule!: FiredScheduleResponse | null;

  @ApiProperty({ oneOf: [{ $ref: '#/components/schemas/FollowedExecutionResponse' }, { type: 'null' }] })
  follows!: FollowedExecutionResponse | null;

  @ApiProperty({
    oneOf: [{ $ref: '#/components/schemas/FollowedExecutionResponse' }, { type: 'null' }],
    description: 'The execution whose node has started it',
  })
  parent!: FollowedExecutionResponse | null;

  @ApiProperty({ type: 'integer' })
  nodesTotal!: number;

  @ApiProperty({ type: 'integer' })
  nodesFinished!: number;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  startedAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  finishedAt!: string | null;

  @ApiProperty({ type: 'integer', nullable: true })
  queuedMs!: number | null;

  @ApiProperty({ type: 'integer', nullable: true })
  durationMs!: number | null;
}

export const ExecutionSummaryPageResponse = pageOf(ExecutionSummaryResponse);
