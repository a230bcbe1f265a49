import { ApiProperty } from '@nestjs/swagger';
import { NODE_KINDS, type NodeKind } from '../definitions/node-kinds.rules.js';
import { ExecutionSummaryResponse } from './executions.dto.js';
import { NODE_STATUSES, type NodeStatus } from '../engine/node.machine.js';

export class DefinitionProblemResponse {
  @ApiProperty({ type: 'integer' })
  line!: number;

  @ApiProperty({ type: 'integer' })
  column!: number;

  @ApiProperty()
  message!: string;
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

  @ApiProperty({ type: 'integer' })
  attempt!: number;

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

export class ExecutionResponse {
  @ApiProperty({ type: ExecutionSummaryResponse })
  execution!: ExecutionSummaryResponse;

  @ApiProperty({ type: 'integer', description: '0 when the execution was blocked before it had a version' })
  definitionVersion!: number;

  @ApiProperty({ type: [NodeResponse] })
  nodes!: NodeResponse[];

  @ApiProperty({ type: [DefinitionProblemResponse] })
  problems!: DefinitionProblemResponse[];
}
