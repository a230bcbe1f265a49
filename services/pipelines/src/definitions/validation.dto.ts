import { ApiExtraModels, ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { MAX_SOURCE_BYTES } from './definition.js';
import { NODE_KINDS, type NodeKind } from './node-kinds.rules.js';
import { PIPELINE_TYPES, type PipelineType } from './pipeline-type.rules.js';
import { InputResponse } from './pipelines.dto.js';
import { DefinitionProblemResponse, DefinitionWarningResponse } from './problems.dto.js';
import { STAGES, type Stage } from './stages.rules.js';

export class ValidatePipelineRequest {
  @IsString()
  @MaxLength(MAX_SOURCE_BYTES)
  @ApiProperty({ maxLength: MAX_SOURCE_BYTES, description: 'The text of a pipeline file' })
  source!: string;

  @IsOptional()
  @IsUUID()
  @ApiPropertyOptional({ format: 'uuid', description: 'Whose secrets and variables its names are held against' })
  projectId?: string;
}

export class DefinitionNodeResponse {
  @ApiProperty()
  key!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ enum: NODE_KINDS, enumName: 'NodeKind' })
  kind!: NodeKind;

  @ApiProperty({
    oneOf: [{ type: 'string', enum: [...STAGES] }, { type: 'null' }],
    description: 'What the file says, else what can be told from the node; null where nothing can',
  })
  stage!: Stage | null;

  @ApiProperty({ type: [String], description: 'The keys of the nodes that lead to it' })
  needs!: string[];

  @ApiProperty({ type: 'integer', description: 'Where the file has it; nodes of one matrix have the same' })
  line!: number;
}

export class ReadPipelineResponse {
  @ApiProperty()
  name!: string;

  @ApiProperty({ enum: PIPELINE_TYPES, enumName: 'PipelineType' })
  type!: PipelineType;

  @ApiProperty({ type: [InputResponse] })
  inputs!: InputResponse[];

  @ApiProperty({ type: [DefinitionNodeResponse], description: 'As they would run: one for each of a matrix' })
  nodes!: DefinitionNodeResponse[];
}

@ApiExtraModels(ReadPipelineResponse)
export class PipelineValidationResponse {
  @ApiProperty({ description: 'Whether an execution of it could begin: it has no problem' })
  valid!: boolean;

  @ApiProperty({ type: [DefinitionProblemResponse], description: 'In the order of the file, 100 at most' })
  problems!: DefinitionProblemResponse[];

  @ApiProperty({ type: [DefinitionWarningResponse], description: 'What is unwise; looked for where nothing is wrong' })
  warnings!: DefinitionWarningResponse[];

  @ApiProperty({
    oneOf: [{ $ref: '#/components/schemas/ReadPipelineResponse' }, { type: 'null' }],
    description: 'Null for a text with problems',
  })
  pipeline!: ReadPipelineResponse | null;
}
