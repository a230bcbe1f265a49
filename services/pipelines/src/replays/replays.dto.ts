import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsBoolean,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
} from 'class-validator';
import { INPUT_TYPES } from '../definitions/inputs.rules.js';
import { NODE_KINDS, type NodeKind } from '../definitions/node-kinds.rules.js';
import { MAX_NODES } from '../definitions/definition.js';
import { InputResponse } from '../definitions/pipelines.dto.js';
import { NODE_STATUSES, type NodeStatus } from '../engine/node.machine.js';
import { ReplayWarningResponse } from '../executions/execution-detail.dto.js';
import type { Inputs } from '../definitions/inputs.rules.js';
import { AGAIN_REASONS, type AgainReason } from './replay-choice.js';

const KEY = /^[a-z][a-z0-9_-]{0,63}$/;
const VALUES = {
  type: 'object' as const,
  additionalProperties: { oneOf: INPUT_TYPES.map((type) => ({ type })) },
};
/** Of a query: one value is a list of one. */
const asList = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? [value] : value);
const asBoolean = ({ value }: { value: unknown }): unknown =>
  value === 'true' ? true : value === 'false' ? false : value;

export class ReplayExecutionRequest {
  @ApiPropertyOptional({
    type: [String],
    maxItems: MAX_NODES,
    description:
      'Keys of nodes: they and everything after them are done again, the others are taken over as they ended',
  })
  @IsOptional()
  @ArrayMaxSize(MAX_NODES)
  @ArrayUnique()
  @Matches(KEY, { each: true, message: 'from must be keys of nodes' })
  from?: string[];

  @ApiPropertyOptional({ description: 'What failed, and everything after it, is done again; with `from`, both' })
  @IsOptional()
  @IsBoolean()
  failedOnly?: boolean;

  @ApiPropertyOptional({ ...VALUES, description: 'Inputs that get another value than they had, by name' })
  @IsOptional()
  @IsObject()
  inputs?: Record<string, unknown>;
}

export class ReplayPlanQuery {
  @ApiPropertyOptional({ type: [String], maxItems: MAX_NODES, description: 'As of the replay' })
  @IsOptional()
  @Transform(asList)
  @ArrayMaxSize(MAX_NODES)
  @ArrayUnique()
  @Matches(KEY, { each: true, message: 'from must be keys of nodes' })
  from?: string[];

  @ApiPropertyOptional({ type: Boolean, description: 'As of the replay' })
  @IsOptional()
  @Transform(asBoolean)
  @IsBoolean()
  failedOnly?: boolean;

  @ApiPropertyOptional({
    type: [String],
    maxItems: 32,
    description: 'The names of inputs that would get another value',
  })
  @IsOptional()
  @Transform(asList)
  @ArrayMaxSize(32)
  @IsString({ each: true })
  @MaxLength(64, { each: true })
  changed?: string[];
}

export class PlannedNodeResponse {
  @ApiProperty()
  key!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ enum: NODE_KINDS, enumName: 'NodeKind' })
  kind!: NodeKind;

  @ApiProperty({ enum: NODE_STATUSES, enumName: 'NodeStatus', description: 'How it ended' })
  status!: NodeStatus;

  @ApiProperty({
    enum: AGAIN_REASONS,
    enumName: 'ReplayReason',
    nullable: true,
    description: 'Why it is done again; null for one that is taken over as it ended',
  })
  again!: AgainReason | null;
}

/** What a replay would do. */
export class ReplayPlanResponse {
  @ApiProperty({ type: [PlannedNodeResponse] })
  nodes!: PlannedNodeResponse[];

  @ApiProperty({ type: [ReplayWarningResponse] })
  warnings!: ReplayWarningResponse[];

  @ApiProperty({ type: [InputResponse], description: 'What the pipeline asks of who starts it' })
  inputs!: InputResponse[];

  @ApiProperty({ ...VALUES, description: 'What it was given' })
  values!: Inputs;
}
