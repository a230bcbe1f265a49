import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { pageOf } from '@throughline/platform';
import { IsObject, IsString, Length, Matches, ValidateIf } from 'class-validator';
import { FIRING_STATES, type FiringState } from './firing.machine.js';
import { isSent } from './is-sent.js';

const BRANCH = /^(?!-)(?!refs\/)(?!.*\.\.)[A-Za-z0-9._/-]{1,200}$/;

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

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string', maxLength: 500 },
    example: { version: 'body.image.tag' },
    description: 'What the pipeline is given: by the name of the input, an expression (CEL) over the body of the call',
  })
  @ValidateIf(isSent)
  @IsObject()
  inputs?: Record<string, unknown>;
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
