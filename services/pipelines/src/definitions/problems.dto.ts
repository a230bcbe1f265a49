import { ApiProperty } from '@nestjs/swagger';
import { WARNING_CODES, type WarningCode } from './definition.js';

export class DefinitionProblemResponse {
  @ApiProperty({ type: 'integer' })
  line!: number;

  @ApiProperty({ type: 'integer' })
  column!: number;

  @ApiProperty()
  message!: string;
}

/** What is unwise about a pipeline file, and keeps nothing from running. */
export class DefinitionWarningResponse extends DefinitionProblemResponse {
  @ApiProperty({ enum: WARNING_CODES, enumName: 'DefinitionWarningCode' })
  code!: WarningCode;
}
