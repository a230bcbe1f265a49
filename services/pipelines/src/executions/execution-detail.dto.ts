import { ApiExtraModels, ApiProperty } from '@nestjs/swagger';
import type { Inputs } from '../definitions/inputs.rules.js';
import { NODE_KINDS, type NodeKind } from '../definitions/node-kinds.rules.js';
import { DefinitionProblemResponse, DefinitionWarningResponse } from '../definitions/problems.dto.js';
import { type When, WHENS } from '../definitions/when.rules.js';
import { VALUE_LEVELS, type ValueLevel } from '../named-values/value-level.rules.js';
import { ExecutionSummaryResponse, FollowedExecutionResponse } from './executions.dto.js';
import { NODE_STATUSES, type NodeStatus } from '../engine/node.machine.js';
import { WARNING_CODES, type WarningCode } from '../replays/replay-warning.js';

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

/** The execution in which a node was worked on, where that is not the one that it belongs to. */
export class CopiedFromResponse {
  @ApiProperty({ format: 'uuid' })
  executionId!: string;

  @ApiProperty({ type: 'integer' })
  number!: number;
}

export class ReplayWarningResponse {
  @ApiProperty({ enum: WARNING_CODES, enumName: 'ReplayWarningCode' })
  code!: WarningCode;

  @ApiProperty({ description: 'In a sentence' })
  message!: string;

  @ApiProperty({ type: [String], description: 'The keys of the nodes that it is about' })
  nodes!: string[];

  @ApiProperty({ type: [String], description: 'Names of the secrets, variables, inputs or artifacts that it is about' })
  names!: string[];
}

/** What was asked for when an execution was run again, and what had to be said about it then. */
export class ReplayResponse {
  @ApiProperty({ type: [String], description: 'Keys of the nodes from which it was run again' })
  from!: string[];

  @ApiProperty({ description: 'What failed was done again; without this and `from`, all of it' })
  failedOnly!: boolean;

  @ApiProperty({ type: [String], description: 'Names of the inputs that got another value' })
  changedInputs!: string[];

  @ApiProperty({ type: [ReplayWarningResponse] })
  warnings!: ReplayWarningResponse[];
}

@ApiExtraModels(CopiedFromResponse)
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

  @ApiProperty({
    oneOf: [{ $ref: '#/components/schemas/CopiedFromResponse' }, { type: 'null' }],
    description: 'Of a node that was not done again: where it was. Its log, times and results are those of then',
  })
  copiedFrom!: CopiedFromResponse | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  approvalId!: string | null;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The approval request that asks what to do about its failure, while it waits for an answer',
  })
  questionId!: string | null;

  @ApiProperty({
    oneOf: [{ $ref: '#/components/schemas/FollowedExecutionResponse' }, { type: 'null' }],
    description: 'The execution that the node has started',
  })
  child!: FollowedExecutionResponse | null;

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

  @ApiProperty({ enum: VALUE_LEVELS, enumName: 'ValueLevel', description: 'Where it comes from' })
  level!: ValueLevel;

  @ApiProperty({ type: 'integer', description: 'The newest when the execution was made; it has no other' })
  version!: number;
}

export class PinnedVariableResponse extends PinnedSecretResponse {
  @ApiProperty()
  value!: string;
}

@ApiExtraModels(ReplayResponse)
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

  @ApiProperty({
    oneOf: [{ $ref: '#/components/schemas/ReplayResponse' }, { type: 'null' }],
    description: 'Of one that repeats another',
  })
  replay!: ReplayResponse | null;

  @ApiProperty({ type: [PinnedSecretResponse], description: 'The secrets that it was made with' })
  secrets!: PinnedSecretResponse[];

  @ApiProperty({ type: [PinnedVariableResponse], description: 'The variables that it was made with' })
  variables!: PinnedVariableResponse[];
}
