import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Length, Matches, MaxLength, ValidateIf } from 'class-validator';
import { MAX_SOURCE_BYTES } from '../definitions/definition.js';

const BRANCH = /^(?!-)(?!refs\/)(?!.*\.\.)[A-Za-z0-9._/-]{1,200}$/;
const FILE_PATH = /^(?!\/)(?!.*\.\.)(?!.*\/\/)[A-Za-z0-9._/-]{1,195}\.ya?ml$/;
const DEFAULT_PATH = '.throughline/pipeline.yml';
const BRANCH_WORDS = { message: 'branch must be the name of a branch' };
const PATH_WORDS = { message: 'path must be a path inside the repository that ends with .yml or .yaml' };

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
  @Matches(/^[0-9a-f]{40}$/, { message: 'revision must be 40 hex digits or null' })
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
