import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PageQuery, pageOf } from '@throughline/platform';
import { IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';
import { MAX_SECRET_LENGTH, SECRET_NAME } from './secret-name.rules.js';

export class ListPipelineSecretsQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  projectId?: string;
}

export class SetPipelineSecretRequest {
  @ApiProperty({ minLength: 1, maxLength: MAX_SECRET_LENGTH, writeOnly: true, description: 'No answer ever holds it' })
  @IsString()
  @Length(1, MAX_SECRET_LENGTH)
  value!: string;
}

export class CreatePipelineSecretRequest extends SetPipelineSecretRequest {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  projectId!: string;

  @ApiProperty({ pattern: SECRET_NAME.source, description: 'The variable that a step finds it in' })
  @IsString()
  @Matches(SECRET_NAME, { message: 'name must be letters, digits and underscores, and not begin with a digit' })
  name!: string;
}

export class PipelineSecretResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'uuid' })
  projectId!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ type: 'integer', description: 'Grows with every new value; an execution keeps the one it began with' })
  version!: number;

  @ApiProperty({ description: 'Who gave it its value' })
  setByName!: string;

  @ApiProperty({ format: 'date-time' })
  setAt!: string;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export const PipelineSecretPageResponse = pageOf(PipelineSecretResponse);
