import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { pageOf } from '@throughline/platform';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';
import { isSent } from '../triggers/is-sent.js';
import { BRANCH_PATTERN, RULE_TARGETS, type RuleTarget } from './branch.rules.js';

const BRANCH = /^(?!-)(?!refs\/)(?!.*\.\.)[A-Za-z0-9._/-]{1,200}$/;
const PIPELINE_PATH = /^(?!\/)(?!.*\.\.)[A-Za-z0-9._/-]{1,200}$/;

const GIVEN = {
  type: 'object',
  additionalProperties: { type: 'string', maxLength: 500 },
  example: { version: 'commit.sha', stage: '"live"' },
  description:
    'What the pipeline is given: by the name of the input, an expression (CEL) over ref, commit and, by what the rule is about, branch, tag or pullRequest. A fixed value is one too: "live", 3, true',
} as const;

export class CreateRepositoryRequest {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  projectId!: string;

  @ApiProperty({ maxLength: 100 })
  @IsString()
  @Length(1, 100)
  name!: string;

  @ApiProperty({ maxLength: 2000, example: 'file:///srv/git/hello-service.git' })
  @IsString()
  @MaxLength(2000)
  cloneUrl!: string;

  @ApiPropertyOptional({ default: 'main', maxLength: 200 })
  @IsOptional()
  @IsString()
  @Matches(BRANCH, { message: 'defaultBranch must be the name of a branch' })
  defaultBranch?: string;
}

export class RepositoryResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'uuid' })
  projectId!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty()
  cloneUrl!: string;

  @ApiProperty()
  defaultBranch!: string;

  @ApiProperty()
  webhookUrl!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  lastDeliveryAt!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export class RepositoryCreatedResponse {
  @ApiProperty({ type: RepositoryResponse })
  repository!: RepositoryResponse;

  @ApiProperty({ description: 'Shown this once' })
  webhookSecret!: string;
}

export class WebhookSecretResponse {
  @ApiProperty()
  webhookUrl!: string;

  @ApiProperty({ description: 'Shown this once; the one before stays valid for 24 hours' })
  webhookSecret!: string;
}

export class CreateBranchRuleRequest {
  @ApiProperty({ maxLength: 200, example: 'release/*' })
  @IsString()
  @Matches(BRANCH_PATTERN, { message: 'pattern must be a branch name in which * and ? may stand for others' })
  pattern!: string;

  @ApiPropertyOptional({
    enum: RULE_TARGETS,
    enumName: 'RuleTarget',
    default: 'branch',
    description: 'The pattern of a rule for pull requests is of the branch that they are to go into',
  })
  @IsOptional()
  @IsIn(RULE_TARGETS)
  target?: RuleTarget;

  @ApiPropertyOptional({
    default: false,
    description: 'Whether pull requests from forks are run: the pipeline file is theirs then. They never deploy.',
  })
  @IsOptional()
  @IsBoolean()
  allowForks?: boolean;

  @ApiPropertyOptional({ default: '.throughline/pipeline.yml', maxLength: 200 })
  @IsOptional()
  @IsString()
  @Matches(PIPELINE_PATH, { message: 'pipelinePath must be a path inside the repository' })
  pipelinePath?: string;

  @ApiPropertyOptional({ default: false })
  @IsOptional()
  @IsBoolean()
  deployable?: boolean;

  @ApiPropertyOptional(GIVEN)
  @ValidateIf(isSent)
  @IsObject()
  inputs?: Record<string, unknown>;
}

export class UpdateBranchRuleRequest {
  @ApiProperty({ type: 'integer', minimum: 1, description: 'The version that the change is to come after' })
  @IsInt()
  @Min(1)
  basedOn!: number;

  @ApiPropertyOptional({ description: 'Whether pull requests from forks are run' })
  @ValidateIf(isSent)
  @IsBoolean()
  allowForks?: boolean;

  @ApiPropertyOptional({ maxLength: 200 })
  @ValidateIf(isSent)
  @IsString()
  @Matches(PIPELINE_PATH, { message: 'pipelinePath must be a path inside the repository' })
  pipelinePath?: string;

  @ApiPropertyOptional()
  @ValidateIf(isSent)
  @IsBoolean()
  deployable?: boolean;

  @ApiPropertyOptional(GIVEN)
  @ValidateIf(isSent)
  @IsObject()
  inputs?: Record<string, unknown>;
}

export class BranchRuleResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'uuid' })
  repositoryId!: string;

  @ApiProperty()
  pattern!: string;

  @ApiProperty()
  pipelinePath!: string;

  @ApiProperty({ enum: RULE_TARGETS, enumName: 'RuleTarget' })
  target!: RuleTarget;

  @ApiProperty()
  allowForks!: boolean;

  @ApiProperty()
  deployable!: boolean;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'What the pipeline is given: by the name of the input, an expression over what the forge says',
  })
  inputs!: Record<string, string>;

  @ApiProperty({ type: 'integer', description: 'Another one with each change' })
  version!: number;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export const RepositoryPageResponse = pageOf(RepositoryResponse);
export const BranchRulePageResponse = pageOf(BranchRuleResponse);
