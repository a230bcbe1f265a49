import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PageQuery, pageOf } from '@throughline/platform';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import { MAX_SOURCE_BYTES } from '../definitions/definition.js';
import { PIPELINE_TYPES, type PipelineType } from '../definitions/pipeline-type.rules.js';
import { MAX_TAGS, TAG, TEMPLATE_SORTS, type TemplateSort, VISIBILITIES, type Visibility } from './template.rules.js';

export class ListTemplatesQuery extends PageQuery {
  @ApiPropertyOptional({ maxLength: 100, description: 'Words of the name, the description or a tag' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  search?: string;

  @ApiPropertyOptional({ maxLength: 60 })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  category?: string;

  @ApiPropertyOptional({ pattern: TAG.source })
  @IsOptional()
  @IsString()
  @Matches(TAG)
  tag?: string;

  @ApiPropertyOptional({ enum: PIPELINE_TYPES, enumName: 'PipelineType' })
  @IsOptional()
  @IsIn(PIPELINE_TYPES)
  type?: PipelineType;

  @ApiPropertyOptional({ enum: TEMPLATE_SORTS, enumName: 'TemplateSort', default: 'popularity' })
  @IsOptional()
  @IsIn(TEMPLATE_SORTS)
  sort?: TemplateSort;
}

export class CreateTemplateRequest {
  @ApiProperty({ minLength: 1, maxLength: 100 })
  @IsString()
  @Length(1, 100)
  name!: string;

  @ApiProperty({ maxLength: 500 })
  @IsString()
  @MaxLength(500)
  description!: string;

  @ApiProperty({ minLength: 1, maxLength: 60 })
  @IsString()
  @Length(1, 60)
  category!: string;

  @ApiProperty({ type: [String], maxItems: MAX_TAGS })
  @IsArray()
  @ArrayMaxSize(MAX_TAGS)
  @IsString({ each: true })
  @Matches(TAG, { each: true })
  tags!: string[];

  @ApiProperty({ enum: VISIBILITIES, enumName: 'TemplateVisibility', description: 'public: the whole installation' })
  @IsIn(VISIBILITIES)
  visibility!: Visibility;

  @ApiProperty({ maxLength: MAX_SOURCE_BYTES, description: 'The text of a pipeline file' })
  @IsString()
  @MaxLength(MAX_SOURCE_BYTES)
  source!: string;
}

export class TemplateSummaryResponse {
  @ApiProperty()
  id!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty()
  description!: string;

  @ApiProperty()
  category!: string;

  @ApiProperty({ type: [String] })
  tags!: string[];

  @ApiProperty({ enum: PIPELINE_TYPES, enumName: 'PipelineType' })
  type!: PipelineType;

  @ApiProperty({ enum: VISIBILITIES, enumName: 'TemplateVisibility' })
  visibility!: Visibility;

  @ApiProperty({ description: 'Whether it comes with the product' })
  builtIn!: boolean;

  @ApiProperty({ description: 'Whether it is the organization’s own, which may delete it' })
  own!: boolean;

  @ApiProperty({ type: 'integer', description: 'How often it was used' })
  uses!: number;
}

export class TemplateResponse extends TemplateSummaryResponse {
  @ApiProperty()
  source!: string;
}

export const TemplatePageResponse = pageOf(TemplateSummaryResponse);
