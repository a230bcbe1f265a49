import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { pageOf } from '@throughline/platform';
import { IsBoolean, IsInt, IsObject, IsString, Length, Matches, Min, ValidateIf } from 'class-validator';
import { FIRING_STATES, type FiringState } from './firing.machine.js';
import { isSent } from './is-sent.js';

const BRANCH = /^(?!-)(?!refs\/)(?!.*\.\.)[A-Za-z0-9._/-]{1,200}$/;

const GIVEN = {
  type: 'object',
  additionalProperties: { type: 'string', maxLength: 500 },
  example: { version: 'body.image.tag' },
  description: 'What the pipeline is given: by the name of the input, an expression (CEL) over the body of the call',
} as const;

export class CreateHookTriggerRequest {
  @ApiProperty({ minLength: 1, maxLength: 100, example: 'Registry' })
  @IsString()
  @Length(1, 100)
  @Matches(/\S/, { message: 'name must not be blank' })
  name!: string;

  @ApiPropertyOptional({ maxLength: 200, description: 'By default the default branch of the repository' })
  @ValidateIf(isSent)
  @IsString()
  @Matches(BRANCH, { message: 'branch must be the name of a branch' })
  branch?: string;

  @ApiPropertyOptional(GIVEN)
  @ValidateIf(isSent)
  @IsObject()
  inputs?: Record<string, unknown>;
}

export class UpdateHookTriggerRequest {
  @ApiProperty({ type: 'integer', minimum: 1, description: 'The version that the change is to come after' })
  @IsInt()
  @Min(1)
  basedOn!: number;

  @ApiPropertyOptional({ minLength: 1, maxLength: 100, example: 'Registry' })
  @ValidateIf(isSent)
  @IsString()
  @Length(1, 100)
  @Matches(/\S/, { message: 'name must not be blank' })
  name?: string;

  @ApiPropertyOptional({ maxLength: 200, description: 'Whose newest commit is run' })
  @ValidateIf(isSent)
  @IsString()
  @Matches(BRANCH, { message: 'branch must be the name of a branch' })
  branch?: string;

  @ApiPropertyOptional(GIVEN)
  @ValidateIf(isSent)
  @IsObject()
  inputs?: Record<string, unknown>;

  @ApiPropertyOptional({ description: 'Whether calls start anything. One that was stopped needs a new secret' })
  @ValidateIf(isSent)
  @IsBoolean()
  enabled?: boolean;
}

export class HookTriggerResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'uuid' })
  pipelineId!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ description: 'Whose newest commit is run' })
  branch!: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'What the pipeline is given: by the name of the input, an expression over the body of the call',
  })
  inputs!: Record<string, string>;

  @ApiProperty({ description: 'Where to send calls' })
  url!: string;

  @ApiProperty()
  enabled!: boolean;

  @ApiProperty({ type: String, nullable: true, description: 'Why it was stopped' })
  pausedReason!: string | null;

  @ApiProperty({ description: 'The member on whose behalf it runs' })
  ownerName!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  lastCallAt!: string | null;

  @ApiProperty({ enum: FIRING_STATES, enumName: 'ScheduleFiringState', nullable: true, type: String })
  lastState!: FiringState | null;

  @ApiProperty({ type: String, nullable: true, description: 'Why the last call started nothing' })
  lastReason!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  lastExecutionId!: string | null;

  @ApiProperty({ type: 'integer', description: 'Another one with each change' })
  version!: number;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export class HookTriggerSecretResponse {
  @ApiProperty({ type: HookTriggerResponse })
  hookTrigger!: HookTriggerResponse;

  @ApiProperty({ description: 'Shown this once; one before stays valid for 24 hours' })
  secret!: string;
}

export const HookTriggerPageResponse = pageOf(HookTriggerResponse);
