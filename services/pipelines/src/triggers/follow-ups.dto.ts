import { ApiProperty, ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { pageOf } from '@throughline/platform';
import { IsBoolean, IsIn, IsInt, IsObject, IsString, IsUUID, Matches, Min, ValidateIf } from 'class-validator';
import type { Inputs } from '../definitions/inputs.rules.js';
import { BRANCH_PATTERN } from '../repositories/branch.rules.js';
import { FIRING_STATES, type FiringState } from './firing.machine.js';
import { FOLLOWED_OUTCOMES, type FollowedOutcome } from './follow-up.rules.js';
import { isSent } from './is-sent.js';

const BRANCH = /^(?!-)(?!refs\/)(?!.*\.\.)[A-Za-z0-9._/-]{1,200}$/;

const PATTERN_WORDS = 'Which branches of the pipeline that ends; of tags when it begins with refs/tags/';
const GIVEN: ApiPropertyOptions = {
  type: 'object',
  additionalProperties: { oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] },
  description:
    'What the pipeline is given, by the name of the input. A text may hold references to the run that ended, as ${{ nodes.build.outputs.digest }} and ${{ inputs.target }}',
};

export class CreateFollowUpRequest {
  @ApiProperty({ format: 'uuid', description: 'The pipeline that starts' })
  @IsUUID()
  pipelineId!: string;

  @ApiPropertyOptional({ enum: FOLLOWED_OUTCOMES, enumName: 'FollowedOutcome', default: 'succeeded' })
  @ValidateIf(isSent)
  @IsIn(FOLLOWED_OUTCOMES)
  outcome?: FollowedOutcome;

  @ApiPropertyOptional({ maxLength: 200, default: '*', description: PATTERN_WORDS })
  @ValidateIf(isSent)
  @IsString()
  @Matches(BRANCH_PATTERN, { message: 'pattern must be a branch name in which * and ? may stand for others' })
  pattern?: string;

  @ApiPropertyOptional({
    maxLength: 200,
    description: 'Whose newest commit is run. By default the branch that ended, in one repository at that very commit',
  })
  @ValidateIf(isSent)
  @IsString()
  @Matches(BRANCH, { message: 'branch must be the name of a branch' })
  branch?: string;

  @ApiPropertyOptional(GIVEN)
  @ValidateIf(isSent)
  @IsObject()
  inputs?: Record<string, unknown>;
}

export class UpdateFollowUpRequest {
  @ApiProperty({ type: 'integer', minimum: 1, description: 'The version that the change is to come after' })
  @IsInt()
  @Min(1)
  basedOn!: number;

  @ApiPropertyOptional({ format: 'uuid', description: 'The pipeline that starts' })
  @ValidateIf(isSent)
  @IsUUID()
  pipelineId?: string;

  @ApiPropertyOptional({ enum: FOLLOWED_OUTCOMES, enumName: 'FollowedOutcome' })
  @ValidateIf(isSent)
  @IsIn(FOLLOWED_OUTCOMES)
  outcome?: FollowedOutcome;

  @ApiPropertyOptional({ maxLength: 200, description: PATTERN_WORDS })
  @ValidateIf(isSent)
  @IsString()
  @Matches(BRANCH_PATTERN, { message: 'pattern must be a branch name in which * and ? may stand for others' })
  pattern?: string;

  @ApiPropertyOptional({
    ...{ type: String, maxLength: 200, nullable: true },
    description: 'Whose newest commit is run. Null for the branch that ended, in one repository at that very commit',
  })
  @ValidateIf((_, value) => isSent(_, value) && value !== null)
  @IsString()
  @Matches(BRANCH, { message: 'branch must be the name of a branch' })
  branch?: string | null;

  @ApiPropertyOptional(GIVEN)
  @ValidateIf(isSent)
  @IsObject()
  inputs?: Record<string, unknown>;

  @ApiPropertyOptional({ description: 'Whether it starts anything' })
  @ValidateIf(isSent)
  @IsBoolean()
  enabled?: boolean;
}

export class FollowUpResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'uuid', description: 'The pipeline that ends' })
  upstreamId!: string;

  @ApiProperty({ format: 'uuid', description: 'The pipeline that starts' })
  pipelineId!: string;

  @ApiProperty()
  pipelineName!: string;

  @ApiProperty({ enum: FOLLOWED_OUTCOMES, enumName: 'FollowedOutcome' })
  outcome!: FollowedOutcome;

  @ApiProperty()
  pattern!: string;

  @ApiProperty({ type: String, nullable: true })
  branch!: string | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: { oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] },
    description: 'What the pipeline is given, by the name of the input; texts with their references',
  })
  inputs!: Inputs;

  @ApiProperty()
  enabled!: boolean;

  @ApiProperty({ type: String, nullable: true, description: 'Why it was stopped' })
  pausedReason!: string | null;

  @ApiProperty()
  ownerName!: string;

  @ApiProperty({ enum: FIRING_STATES, enumName: 'ScheduleFiringState', nullable: true, type: String })
  lastState!: FiringState | null;

  @ApiProperty({ type: String, nullable: true })
  lastReason!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  lastExecutionId!: string | null;

  @ApiProperty({ type: 'integer', description: 'Another one with each change' })
  version!: number;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export const FollowUpPageResponse = pageOf(FollowUpResponse);
