import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Length, Matches, MaxLength, ValidateIf } from 'class-validator';
import { MAX_SOURCE_BYTES } from '../definitions/definition.js';
import { BRANCH, BRANCH_WORDS, FILE_PATH, PATH_WORDS, REVISION, REVISION_WORDS } from './file-place.rules.js';

const DEFAULT_PATH = '.throughline/pipeline.yml';

export class PipelineFileQuery {
  @ApiPropertyOptional({ maxLength: 200, description: 'The default branch without it' })
  @IsOptional()
  @IsString()
  @Matches(BRANCH, BRANCH_WORDS)
  branch?: string;

  @ApiPropertyOptional({ maxLength: 200, default: DEFAULT_PATH })
  @IsOptional()
  @IsString()
  @Matches(FILE_PATH, PATH_WORDS)
  path: string = DEFAULT_PATH;
}

export class PipelineFileResponse {
  @ApiProperty({ format: 'uuid' })
  repositoryId!: string;

  @ApiProperty()
  repositoryName!: string;

  @ApiProperty()
  branch!: string;

  @ApiProperty()
  path!: string;

  @ApiProperty({ description: 'The head of the branch' })
  commitSha!: string;

  @ApiProperty({ type: String, nullable: true, description: 'The id of its content; null where there is no file' })
  revision!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Null where there is no file' })
  source!: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'uuid', description: 'Null before its first push' })
  pipelineId!: string | null;

  @ApiProperty({ type: 'integer', nullable: true, description: 'The version with this text; null where there is none' })
  version!: number | null;
}

export class CommitPipelineFileRequest {
  @ApiProperty({ maxLength: 200, example: 'main' })
  @IsString()
  @Matches(BRANCH, BRANCH_WORDS)
  branch!: string;

  @ApiProperty({ maxLength: 200, example: DEFAULT_PATH })
  @IsString()
  @Matches(FILE_PATH, PATH_WORDS)
  path!: string;

  @ApiProperty({ maxLength: MAX_SOURCE_BYTES, description: 'The whole text' })
  @IsString()
  @Length(1, MAX_SOURCE_BYTES)
  source!: string;

  @ApiProperty({
    ...{ type: String, nullable: true, example: '8ab686eafeb1f44702738c8b0f24f2567c36da6d' },
    description: 'The revision of the file that was edited; null for a new one. Another one there is a conflict.',
  })
  @ValidateIf((body: CommitPipelineFileRequest) => body.revision !== null)
  @IsString()
  @Matches(REVISION, REVISION_WORDS)
  revision!: string | null;

  @ApiPropertyOptional({ maxLength: 2000, description: 'Of the commit; says that it was edited without it' })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  message?: string;
}

export class PipelineCommitResponse {
  @ApiProperty()
  commitSha!: string;

  @ApiProperty({ description: 'False when the branch held this text already' })
  isNew!: boolean;

  @ApiProperty()
  branch!: string;

  @ApiProperty()
  path!: string;

  @ApiProperty({ description: 'The revision that the file has now' })
  revision!: string;

  @ApiProperty({ format: 'uuid' })
  pipelineId!: string;

  @ApiProperty({ type: 'integer', description: 'The version of the pipeline with this text' })
  version!: number;
}
