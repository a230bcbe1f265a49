import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { pageOf } from '@throughline/platform';
import { IsBoolean, IsString, Matches, MaxLength } from 'class-validator';
import { IsDisplayName } from '../text/display-name.js';
import { IfPresent } from '../text/if-present.js';

const BRANCH = /^(?!-)(?!.*\.\.)[A-Za-z0-9._/-]{1,200}$/;

/** Where the code is, for a project whose repository is not connected. */
export class ProjectRepositoryFields {
  @ApiPropertyOptional({ maxLength: 2_000, example: 'https://github.com/acme/shop.git', description: '"" for none' })
  @IfPresent()
  @IsString()
  @MaxLength(2_000)
  repositoryUrl?: string;

  @ApiPropertyOptional({ maxLength: 200, default: 'main' })
  @IfPresent()
  @IsString()
  @Matches(BRANCH, { message: 'defaultBranch must be the name of a branch' })
  defaultBranch?: string;

  @ApiPropertyOptional({ default: true })
  @IfPresent()
  @IsBoolean()
  isPrivate?: boolean;
}

export class CreateProjectRequest extends ProjectRepositoryFields {
  @ApiProperty({ maxLength: 100 })
  @IsDisplayName()
  name!: string;

  @ApiPropertyOptional({ maxLength: 63, description: 'Made from the name when absent' })
  @IfPresent()
  @IsString()
  @MaxLength(63)
  slug?: string;

  @ApiPropertyOptional({ maxLength: 2_000 })
  @IfPresent()
  @IsString()
  @MaxLength(2_000)
  description?: string;
}

export class UpdateProjectRequest extends ProjectRepositoryFields {
  @ApiPropertyOptional({ maxLength: 100 })
  @IfPresent()
  @IsDisplayName()
  name?: string;

  @ApiPropertyOptional({ maxLength: 2_000 })
  @IfPresent()
  @IsString()
  @MaxLength(2_000)
  description?: string;

  @ApiPropertyOptional()
  @IfPresent()
  @IsBoolean()
  archived?: boolean;
}

export class ProjectRepositoryResponse {
  @ApiProperty()
  url!: string;

  @ApiProperty({ description: 'github, gitlab, bitbucket, azure, gitea, local or self_hosted' })
  provider!: string;

  @ApiProperty({ type: String, nullable: true })
  owner!: string | null;

  @ApiProperty()
  name!: string;

  @ApiProperty()
  defaultBranch!: string;

  @ApiProperty()
  isPrivate!: boolean;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null when it is not connected' })
  repositoryId!: string | null;
}

export class ProjectStackResponse {
  @ApiProperty({ type: String, nullable: true })
  language!: string | null;

  @ApiProperty({ type: String, nullable: true })
  framework!: string | null;

  @ApiProperty({ type: String, nullable: true })
  buildTool!: string | null;

  @ApiProperty({ minimum: 0, maximum: 1 })
  confidence!: number;

  @ApiProperty({ type: String, nullable: true })
  commitSha!: string | null;

  @ApiProperty({ format: 'date-time' })
  detectedAt!: string;
}

export class ProjectResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  slug!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty()
  description!: string;

  @ApiProperty()
  archived!: boolean;

  @ApiProperty({ type: ProjectRepositoryResponse, nullable: true })
  repository!: ProjectRepositoryResponse | null;

  @ApiProperty({ type: ProjectStackResponse, nullable: true, description: 'What its files say it is written with' })
  stack!: ProjectStackResponse | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export const ProjectPage = pageOf(ProjectResponse);
