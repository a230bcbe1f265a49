import { ApiProperty } from '@nestjs/swagger';
import { pageOf } from '@throughline/platform';
import { IsInt, IsString, IsUUID, Matches, MaxLength, Min } from 'class-validator';
import { NamedValueResponse } from '../named-values/named-values.dto.js';
import { MAX_VARIABLE_LENGTH, VARIABLE_NAME } from './variable-name.rules.js';

/** PostgreSQL keeps no text with a NUL in it. */
const NOT_NUL = { message: 'value must not hold a NUL character' };

class VariableValue {
  @ApiProperty({ maxLength: MAX_VARIABLE_LENGTH, description: 'Everybody who may see pipelines sees it' })
  @IsString()
  @MaxLength(MAX_VARIABLE_LENGTH)
  @Matches(/^[^\0]*$/, NOT_NUL)
  value!: string;
}

export class SetVariableRequest extends VariableValue {
  @ApiProperty({ type: 'integer', minimum: 1, description: 'The version that the new value is to come after' })
  @IsInt()
  @Min(1)
  basedOn!: number;
}

export class CreateOrganizationVariableRequest extends VariableValue {
  @ApiProperty({ pattern: VARIABLE_NAME.source, description: 'What pipeline files know it by: `vars.<name>`' })
  @IsString()
  @Matches(VARIABLE_NAME, { message: 'name must be letters, digits and underscores, and not begin with a digit' })
  name!: string;
}

export class CreateVariableRequest extends CreateOrganizationVariableRequest {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  projectId!: string;
}

export class VariableResponse extends NamedValueResponse {
  @ApiProperty()
  value!: string;
}

export class VariableVersionResponse {
  @ApiProperty({ type: 'integer' })
  version!: number;

  @ApiProperty()
  value!: string;

  @ApiProperty({ description: 'Who gave it its value' })
  setByName!: string;

  @ApiProperty({ format: 'date-time' })
  setAt!: string;
}

export const VariablePageResponse = pageOf(VariableResponse);
export const VariableVersionPageResponse = pageOf(VariableVersionResponse);
