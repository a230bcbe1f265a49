import { ApiProperty } from '@nestjs/swagger';
import { pageOf } from '@throughline/platform';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/;
const MAX_INT = 2_147_483_647;
export const LOG_STREAMS = ['stdout', 'stderr', 'system'] as const;
export type LogStreamName = (typeof LOG_STREAMS)[number];
export const JOB_OUTCOMES = ['succeeded', 'failed', 'timed_out', 'cancelled', 'unknown'] as const;
export type JobOutcome = (typeof JOB_OUTCOMES)[number];

export class RegisterRunnerRequest {
  @IsString()
  @MaxLength(500)
  registrationToken!: string;

  @IsString()
  @Matches(NAME, { message: 'name must be letters, digits, dots, hyphens and underscores' })
  name!: string;

  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @Length(1, 63, { each: true })
  labels!: string[];
}

export const EXECUTORS = ['process', 'kubernetes'] as const;

/** What a runner says of itself when it starts. */
export class AnnounceRunnerRequest {
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @Length(1, 63, { each: true })
  labels!: string[];

  @IsString()
  @Length(1, 63)
  version!: string;

  @IsIn(EXECUTORS)
  executor!: (typeof EXECUTORS)[number];

  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @Length(1, 63, { each: true })
  capabilities!: string[];
}

export class AcquireJobRequest {
  @IsInt()
  @Min(0)
  @Max(20_000)
  waitMs!: number;
}

/** Not in the body, which a service from before would refuse. */
export class AcquireJobQuery {
  /** Names the request, so that sent again it gets what it was given before. */
  @IsOptional()
  @IsUUID()
  requestId?: string;

  /** It was sent before, and no answer came. */
  @IsOptional()
  @IsIn(['true', 'false'])
  isRepeated?: string;
}

export class WorkspacesOverRequest {
  @IsArray()
  @ArrayMaxSize(200)
  @IsString({ each: true })
  @Length(1, 100, { each: true })
  keys!: string[];
}

export class HeartbeatRequest {
  @IsInt()
  @Min(1)
  @Max(MAX_INT)
  fence!: number;
}

export class LogLine {
  @IsISO8601({ strict: true })
  @Matches(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/, { message: 'at must be a time in UTC' })
  at!: string;

  @IsIn(LOG_STREAMS)
  stream!: LogStreamName;

  @IsString()
  text!: string;
}

export class AppendLogRequest extends HeartbeatRequest {
  @IsInt()
  @Min(0)
  @Max(MAX_INT)
  offset!: number;

  @IsArray()
  @ArrayMaxSize(1_000)
  @ValidateNested({ each: true })
  @Type(() => LogLine)
  lines!: LogLine[];
}

export class UploadArtifactQuery {
  @Type(() => Number)
  @IsInt()
  @Min(1)
  fence!: number;

  @IsString()
  @Length(1, 63)
  name!: string;

  @IsString()
  @Matches(/^[^/\\\p{Cc}]{1,200}$/u, { message: 'fileName must be a file name without a folder' })
  fileName!: string;
}

export class HeldJobQuery {
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_INT)
  fence!: number;
}

export class KeepFilesQuery extends HeldJobQuery {
  /** How many changed files are not in the archive. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(MAX_INT)
  leftOut!: number;
}

export const LEFT_FILES = ['unchanged'] as const;

export class CompleteJobRequest extends HeartbeatRequest {
  @IsIn(JOB_OUTCOMES)
  outcome!: JobOutcome;

  @IsOptional()
  @IsInt()
  @Min(-MAX_INT)
  @Max(MAX_INT)
  exitCode?: number | null;

  @IsOptional()
  @IsString()
  @MaxLength(4_000)
  message?: string | null;

  @IsOptional()
  @IsObject()
  outputs?: Record<string, unknown>;

  /** What the step did to its workspace, where no archive says it. */
  @IsOptional()
  @IsIn(LEFT_FILES)
  files?: (typeof LEFT_FILES)[number];
}

export class RunningStepResponse {
  @ApiProperty({ format: 'uuid' })
  executionId!: string;

  @ApiProperty({ type: 'integer' })
  executionNumber!: number;

  @ApiProperty()
  nodeKey!: string;

  @ApiProperty({ format: 'date-time' })
  startedAt!: string;
}

export class RunnerResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ type: [String] })
  labels!: string[];

  @ApiProperty()
  online!: boolean;

  @ApiProperty({ type: 'integer' })
  runningJobs!: number;

  @ApiProperty({ type: [RunningStepResponse], description: 'Up to 10 of what it runs for this organization.' })
  running!: RunningStepResponse[];

  @ApiProperty({ type: [String], description: 'What it can hold steps with, and do for them.' })
  capabilities!: string[];

  @ApiProperty({ type: String, nullable: true })
  version!: string | null;

  @ApiProperty({ enum: EXECUTORS, nullable: true })
  executor!: (typeof EXECUTORS)[number] | null;

  @ApiProperty({ description: 'This organization gives it no new executions.' })
  paused!: boolean;

  @ApiProperty({ format: 'date-time' })
  lastSeenAt!: string;

  @ApiProperty({ format: 'date-time' })
  registeredAt!: string;
}

export class WaitingJobsResponse {
  @ApiProperty({ type: [String], description: 'What a runner has to have for them.' })
  labels!: string[];

  @ApiProperty({ type: 'integer' })
  jobs!: number;

  @ApiProperty({ format: 'date-time' })
  oldestAt!: string;

  @ApiProperty({ type: 'integer', description: 'Runners that are online, not paused, and have all of the labels.' })
  runners!: number;
}

export class RunnerQueueResponse {
  @ApiProperty({ type: 'integer' })
  jobs!: number;

  @ApiProperty({ type: [WaitingJobsResponse], description: 'The 50 largest groups of equal labels.' })
  groups!: WaitingJobsResponse[];
}

export const RunnerPageResponse = pageOf(RunnerResponse);
