import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { pageOf } from '@throughline/platform';
import { ArrayMaxSize, ArrayUnique, IsArray, IsString, IsUUID, Length, Matches, ValidateIf } from 'class-validator';
import { NamedValueResponse } from '../named-values/named-values.dto.js';
import { MAX_SECRET_LENGTH, SECRET_NAME } from './secret-name.rules.js';

const MAX_PROJECTS = 200;
const NAME = { message: 'name must be letters, digits and underscores, and not begin with a digit' };
const PROJECTS = {
  ...({ type: 'array', items: { type: 'string', format: 'uuid' }, maxItems: MAX_PROJECTS, nullable: true } as const),
  description: 'Ids of the projects whose pipelines have it; null for all, those to come too',
};

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
  @Matches(SECRET_NAME, NAME)
  name!: string;
}

export class CreateOrganizationSecretRequest extends SetPipelineSecretRequest {
  @ApiProperty({ pattern: SECRET_NAME.source, description: 'The variable that a step finds it in' })
  @IsString()
  @Matches(SECRET_NAME, NAME)
  name!: string;

  @ApiPropertyOptional(PROJECTS)
  @ValidateIf((_request, value) => value !== null && value !== undefined)
  @IsArray()
  @ArrayMaxSize(MAX_PROJECTS)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  projectIds?: string[] | null;
}

export class RestrictOrganizationSecretRequest {
  @ApiProperty(PROJECTS)
  @ValidateIf((_request, value) => value !== null)
  @IsArray()
  @ArrayMaxSize(MAX_PROJECTS)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  projectIds!: string[] | null;
}

export class PipelineSecretResponse extends NamedValueResponse {
  @ApiProperty({ type: [String], nullable: true, description: 'Of the organization: the projects that it is kept to' })
  projectIds!: string[] | null;
}

export const PipelineSecretPageResponse = pageOf(PipelineSecretResponse);
