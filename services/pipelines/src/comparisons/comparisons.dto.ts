import { ApiExtraModels, ApiProperty } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import type { InputValue } from '../definitions/inputs.rules.js';
import { NODE_KINDS, type NodeKind } from '../definitions/node-kinds.rules.js';
import { NODE_STATUSES, type NodeStatus } from '../engine/node.machine.js';
import { ExecutionSummaryResponse } from '../executions/executions.dto.js';
import { NODE_DIFFERENCES, type NodeDifference } from './comparison.rules.js';
import { type ComparedLine, LINE_SIDES } from './line-diff.js';

const VALUE = { oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }, { type: 'null' }] };

export class ComparisonQuery {
  @ApiProperty({ format: 'uuid', description: 'The execution that becomes the right side' })
  @IsUUID()
  with!: string;
}

export class ComparedInputResponse {
  @ApiProperty()
  name!: string;

  @ApiProperty(VALUE)
  left!: InputValue | null;

  @ApiProperty(VALUE)
  right!: InputValue | null;

  @ApiProperty()
  isSame!: boolean;
}

/** Of an output its text, of an artifact its digest. */
export class ComparedTextResponse {
  @ApiProperty()
  name!: string;

  @ApiProperty({ type: String, nullable: true })
  left!: string | null;

  @ApiProperty({ type: String, nullable: true })
  right!: string | null;

  @ApiProperty()
  isSame!: boolean;
}

/** How much evidence of a kind there is. */
export class ComparedCountResponse {
  @ApiProperty({ description: 'The kind' })
  name!: string;

  @ApiProperty({ type: 'integer', nullable: true })
  left!: number | null;

  @ApiProperty({ type: 'integer', nullable: true })
  right!: number | null;

  @ApiProperty()
  isSame!: boolean;
}

export class ComparedLineResponse implements ComparedLine {
  @ApiProperty({ enum: LINE_SIDES, enumName: 'LineSide', description: 'Which of the two has it' })
  side!: ComparedLine['side'];

  @ApiProperty()
  text!: string;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Its number there' })
  left!: number | null;

  @ApiProperty({ type: 'integer', nullable: true })
  right!: number | null;
}

export class ComparedNodeResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: NODE_STATUSES, enumName: 'NodeStatus' })
  status!: NodeStatus;

  @ApiProperty({ type: 'integer' })
  attempt!: number;

  @ApiProperty({ type: 'integer', nullable: true })
  queuedMs!: number | null;

  @ApiProperty({ type: 'integer', nullable: true })
  durationMs!: number | null;
}

@ApiExtraModels(ComparedNodeResponse)
export class NodeComparisonResponse {
  @ApiProperty()
  key!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ enum: NODE_KINDS, enumName: 'NodeKind' })
  kind!: NodeKind;

  @ApiProperty({
    enum: NODE_DIFFERENCES,
    enumName: 'NodeDifference',
    isArray: true,
    description: 'None where they are alike',
  })
  differences!: NodeDifference[];

  @ApiProperty({ oneOf: [{ $ref: '#/components/schemas/ComparedNodeResponse' }, { type: 'null' }] })
  left!: ComparedNodeResponse | null;

  @ApiProperty({ oneOf: [{ $ref: '#/components/schemas/ComparedNodeResponse' }, { type: 'null' }] })
  right!: ComparedNodeResponse | null;

  @ApiProperty({ type: [ComparedTextResponse] })
  outputs!: ComparedTextResponse[];

  @ApiProperty({ type: [ComparedTextResponse] })
  artifacts!: ComparedTextResponse[];

  @ApiProperty({ type: [ComparedCountResponse] })
  evidence!: ComparedCountResponse[];
}

export class DefinitionComparisonResponse {
  @ApiProperty({ type: 'integer', description: '0 for a pipeline file that could not be read' })
  left!: number;

  @ApiProperty({ type: 'integer' })
  right!: number;

  @ApiProperty()
  isSame!: boolean;

  @ApiProperty({ type: [ComparedLineResponse], description: 'What has changed, with a few lines around it' })
  lines!: ComparedLineResponse[];
}

/** Two executions side by side. */
export class ExecutionComparisonResponse {
  @ApiProperty({ type: ExecutionSummaryResponse })
  left!: ExecutionSummaryResponse;

  @ApiProperty({ type: ExecutionSummaryResponse })
  right!: ExecutionSummaryResponse;

  @ApiProperty({ type: DefinitionComparisonResponse })
  definition!: DefinitionComparisonResponse;

  @ApiProperty({ type: [ComparedInputResponse] })
  inputs!: ComparedInputResponse[];

  @ApiProperty({ type: [ComparedCountResponse], description: 'Of the executions as a whole' })
  evidence!: ComparedCountResponse[];

  @ApiProperty({ type: [NodeComparisonResponse] })
  nodes!: NodeComparisonResponse[];
}
