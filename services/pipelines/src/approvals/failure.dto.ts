import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, MaxLength } from 'class-validator';
import { FAILURE_CHOICES, type FailureChoice } from '../definitions/failure-question.rules.js';
import { MayLack } from './may-lack.js';

export class AnswerFailureRequest {
  @ApiProperty({ enum: FAILURE_CHOICES, enumName: 'FailureChoice' })
  @IsIn(FAILURE_CHOICES)
  choice!: FailureChoice;

  @ApiPropertyOptional({ maxLength: 2000 })
  @MayLack()
  @IsString()
  @MaxLength(2000)
  comment?: string;
}

export class AnswerFormResponse {
  @ApiProperty({ enum: FAILURE_CHOICES, enumName: 'FailureChoice', isArray: true })
  choices!: FailureChoice[];

  @ApiProperty({ enum: FAILURE_CHOICES, enumName: 'FailureChoice', isArray: true })
  commentNeededFor!: FailureChoice[];
}

export class FailureAnswerResponse {
  @ApiProperty({ enum: FAILURE_CHOICES, enumName: 'FailureChoice' })
  choice!: FailureChoice;

  @ApiProperty({ type: String, nullable: true })
  comment!: string | null;

  @ApiProperty({ format: 'uuid' })
  byId!: string;

  @ApiProperty()
  byName!: string;
}

export const FAILURE_OUTCOMES = ['failed', 'timed_out'] as const;

export class FailureResponse {
  @ApiProperty({ format: 'uuid', description: 'The node, whose log tells more' })
  nodeId!: string;

  @ApiProperty({ type: 'integer', description: 'The attempt that failed, from 1' })
  attempt!: number;

  @ApiProperty({ enum: FAILURE_OUTCOMES, enumName: 'FailureOutcome' })
  outcome!: (typeof FAILURE_OUTCOMES)[number];

  @ApiProperty({ type: String, nullable: true })
  message!: string | null;

  @ApiProperty({ type: 'integer', nullable: true })
  exitCode!: number | null;

  @ApiProperty({ type: 'integer', nullable: true, description: 'The line of the log to look at first' })
  firstErrorLine!: number | null;

  @ApiProperty({ type: String, nullable: true, description: 'What that line says' })
  errorText!: string | null;

  @ApiProperty({ type: AnswerFormResponse, description: 'What the form of the answer offers' })
  form!: AnswerFormResponse;

  @ApiProperty({ description: 'Whether the caller may answer now' })
  canAnswer!: boolean;

  @ApiProperty({ type: String, nullable: true })
  cannotAnswerReason!: string | null;

  @ApiProperty({ type: FailureAnswerResponse, nullable: true })
  answer!: FailureAnswerResponse | null;
}
