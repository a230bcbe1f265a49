import { ApiProperty } from '@nestjs/swagger';
import type { Inputs } from '../definitions/inputs.rules.js';
import { NODE_KINDS, type NodeKind } from '../definitions/node-kinds.rules.js';
import { DefinitionProblemResponse, DefinitionWarningResponse } from '../definitions/problems.dto.js';
import { type When, WHENS } from '../definitions/when.rules.js';
import { ExecutionSummaryResponse } from './executions.dto.js';
import { NODE_STATUSES, type NodeStatus } from '../engine/node.machine.js';

export const ATTEMPT_OUTCOMES = ['failed', 'timed_out'] as const;

export class NodeAttemptResponse {
  @ApiProperty({ type: 'integer' })
  attempt!: number;

  @ApiProperty({ enum: ATTEMPT_OUTCOMES, enumName: 'AttemptOutcome' })
  outcome!: (typeof ATTEMPT_OUTCOMES)[number];

  @ApiProperty({ type: String, nullable: true })
  message!: string | null;

  @ApiProperty({ type: 'integer', nullable: true })
  exitCode!: number | null;

  @ApiProperty({ type: String, nullable: true })
  runnerName!: string | null;

  @ApiProperty({ type: 'integer', nullable: true })
  firstErrorLine!: number | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  startedAt!: string | null;

  @ApiProperty({ format: 'date-time' })
  finishedAt!: string;
}

export class NodeResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  key!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ enum: NODE_KINDS, enumName: 'NodeKind' })
  kind!: NodeKind;

  @ApiProperty({ type: [String] })
  needs!: string[];

  @ApiProperty({ enum: NODE_STATUSES, enumName: 'NodeStatus' })
  status!: NodeStatus;

  @ApiProperty({ type: String, nullable: true })
  message!: string | null;

  @ApiProperty({ type: 'integer', description: 'The one that the rest tells of, from 1' })
  attempt!: number;

  @ApiProperty({ type: 'integer', description: 'How many there may be' })
  maxAttempts!: number;

  @ApiProperty({ type: [NodeAttemptResponse], description: 'Those before it, which failed' })
  attempts!: NodeAttemptResponse[];

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the time comes that it waits for',
  })
  dueAt!: string | null;

  @ApiProperty({ enum: WHENS, enumName: 'NodeWhen' })
  when!: When;

  @ApiProperty({ type: String, nullable: true, description: 'Its `if`' })
  if!: string | null;

  @ApiProperty({ description: 'A failure of it is no failure of the execution' })
  continueOnError!: boolean;

  @ApiProperty({ type: 'integer', nullable: true })
  exitCode!: number | null;

  @ApiProperty({ type: String, nullable: true })
  runnerName!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  approvalId!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  deploymentId!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'What a gate judges' })
  condition!: string | null;

  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  outputs!: Record<string, string>;

  @ApiProperty({ type: 'integer' })
  logLines!: number;

  @ApiProperty({ type: 'integer', nullable: true })
  firstErrorLine!: number | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readyAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  startedAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  finishedAt!: string | null;

  @ApiProperty({ type: 'integer', nullable: true })
  queuedMs!: number | null;

  @ApiProperty({ type: 'integer', nullable: true })
  durationMs!: number | null;
}

export class PinnedSecretResponse {
  @ApiProperty()
  name!: string;

  @ApiProperty({ type: 'integer', description: 'The newest when the execution was made; it has no other' })
  version!: number;
}

export class ExecutionResponse {
  @ApiProperty({ type: ExecutionSummaryResponse })
  execution!: ExecutionSummaryResponse;

  @ApiProperty({ type: 'integer', description: '0 when the execution was blocked before it had a version' })
  definitionVersion!: number;

  @ApiProperty({
    type: 'object',
    additionalProperties: { oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] },
  })
  inputs!: Inputs;

  @ApiProperty({ type: [NodeResponse] })
  nodes!: NodeResponse[];

  @ApiProperty({ type: [DefinitionProblemResponse] })
  problems!: DefinitionProblemResponse[];

  @ApiProperty({ type: [DefinitionWarningResponse], description: 'What is unwise about the file that it runs' })
  warnings!: DefinitionWarningResponse[];

  @ApiProperty({ type: [PinnedSecretResponse], description: 'The secrets that it was made with' })
  secrets!: PinnedSecretResponse[];
}
