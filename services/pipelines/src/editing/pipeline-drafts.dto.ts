import { ApiProperty } from '@nestjs/swagger';
import { pageOf } from '@throughline/platform';
import { IsInt, IsString, IsUUID, Matches, MaxLength, Min, ValidateIf } from 'class-validator';
import { MAX_SOURCE_BYTES } from '../definitions/definition.js';
import { BRANCH, BRANCH_WORDS, FILE_PATH, PATH_WORDS, REVISION, REVISION_WORDS } from './file-place.rules.js';

/** Where a file is in a repository. */
export class FilePlaceQuery {
  @ApiProperty({ maxLength: 200, example: 'main' })
  @IsString()
  @Matches(BRANCH, BRANCH_WORDS)
  branch!: string;

  @ApiProperty({ maxLength: 200, example: '.throughline/pipeline.yml' })
  @IsString()
  @Matches(FILE_PATH, PATH_WORDS)
  path!: string;
}

export class KeepPipelineDraftRequest extends FilePlaceQuery {
  @ApiProperty({ maxLength: MAX_SOURCE_BYTES, description: 'The whole text, which may have mistakes' })
  @IsString()
  @MaxLength(MAX_SOURCE_BYTES)
  @Matches(/^\P{Cs}*$/u, { message: 'text must be text that can be encoded' })
  @Matches(/^[^\0]*$/, { message: 'text must not hold the character NUL' })
  text!: string;

  @ApiProperty({ type: String, nullable: true, description: 'The revision of the file that it was made from' })
  @ValidateIf((body: KeepPipelineDraftRequest) => body.revision !== null)
  @IsString()
  @Matches(REVISION, REVISION_WORDS)
  revision!: string | null;

  @ApiProperty({ type: 'integer', minimum: 1, nullable: true, description: 'The version that it was made from' })
  @ValidateIf((body: KeepPipelineDraftRequest) => body.version !== null)
  @IsInt()
  @Min(1)
  version!: number | null;

  @ApiProperty({
    ...{ type: String, nullable: true, format: 'uuid' },
    description:
      'The id of the kept text that this one follows; null for a first one. Where another one is kept, it stays',
  })
  @ValidateIf((body: KeepPipelineDraftRequest) => body.follows !== null)
  @IsUUID()
  follows!: string | null;
}

export class PipelineDraftSummaryResponse {
  @ApiProperty({ format: 'uuid', description: 'Another one with each text that is kept' })
  id!: string;

  @ApiProperty({ format: 'uuid' })
  repositoryId!: string;

  @ApiProperty()
  repositoryName!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'uuid',
    description: 'Null for a pipeline that is not there yet',
  })
  pipelineId!: string | null;

  @ApiProperty()
  branch!: string;

  @ApiProperty()
  path!: string;

  @ApiProperty({ type: String, nullable: true })
  revision!: string | null;

  @ApiProperty({ type: 'integer', nullable: true })
  version!: number | null;

  @ApiProperty({ format: 'date-time' })
  keptAt!: string;
}

export class PipelineDraftResponse extends PipelineDraftSummaryResponse {
  @ApiProperty()
  text!: string;
}

export class FoundPipelineDraftResponse {
  @ApiProperty({ type: PipelineDraftResponse, nullable: true, description: 'Null where you have none' })
  draft!: PipelineDraftResponse | null;
}

export const PipelineDraftPageResponse = pageOf(PipelineDraftSummaryResponse);
