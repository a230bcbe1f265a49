import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PageQuery, pageOf } from '@throughline/platform';
import { Transform } from 'class-transformer';
import { IsBoolean, IsEnum, IsOptional, IsString, IsUUID, MaxLength, MinLength, ValidateIf } from 'class-validator';
import { EnvironmentClass } from '../environments/environments.dto.js';
import { ReleaseResponse } from '../releases/releases.dto.js';
import { deploymentMachine, type DeploymentState } from './deployment.machine.js';

const enumOf = <T extends string>(values: readonly T[]): Record<T, T> =>
  Object.fromEntries(values.map((value) => [value, value])) as Record<T, T>;

export const DeploymentKind = enumOf(['deploy', 'promotion', 'rollback'] as const);
export type DeploymentKind = keyof typeof DeploymentKind;
export const DeploymentStatus = enumOf<DeploymentState>(deploymentMachine.states);
export const LogLevel = enumOf(['debug', 'info', 'warn', 'error', 'fatal'] as const);
export type LogLevel = keyof typeof LogLevel;

const KIND = { enum: DeploymentKind, enumName: 'DeploymentKind' };
const STATUS = { enum: DeploymentStatus, enumName: 'DeploymentStatus' };
const ID_OR_NULL = { type: String, format: 'uuid', nullable: true } as const;
const TEXT_OR_NULL = { type: String, nullable: true } as const;
const TIME_OR_NULL = { type: String, format: 'date-time', nullable: true } as const;

export class ListDeploymentsQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  serviceId?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  environmentId?: string;

  @ApiPropertyOptional(STATUS)
  @IsOptional()
  @IsEnum(DeploymentStatus)
  status?: DeploymentState;

  @ApiPropertyOptional({ type: Boolean, description: 'Under way (true) or ended (false)' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  active?: boolean;
}

export class CreateDeploymentRequest {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  releaseId!: string;

  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  environmentId!: string;
}

export class RollbackRequest {
  @ApiPropertyOptional()
  @ValidateIf((_, value) => value !== undefined)
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  reason?: string;
}

export class TargetResponse {
  @ApiProperty({ format: 'uuid' })
  hostId!: string;

  @ApiProperty()
  hostName!: string;

  @ApiProperty(STATUS)
  status!: DeploymentState;

  @ApiProperty(TEXT_OR_NULL)
  message!: string | null;

  @ApiProperty(TEXT_OR_NULL)
  url!: string | null;

  @ApiProperty(TIME_OR_NULL)
  startedAt!: string | null;

  @ApiProperty(TIME_OR_NULL)
  finishedAt!: string | null;
}

export class DeploymentLogLineResponse {
  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ enum: LogLevel, enumName: 'LogLevel' })
  level!: LogLevel;

  @ApiProperty()
  text!: string;
}

export class DeploymentSummaryResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: 'integer' })
  number!: number;

  @ApiProperty(KIND)
  kind!: DeploymentKind;

  @ApiProperty(STATUS)
  status!: DeploymentState;

  @ApiProperty(TEXT_OR_NULL)
  message!: string | null;

  @ApiProperty({ format: 'uuid' })
  serviceId!: string;

  @ApiProperty()
  serviceName!: string;

  @ApiProperty({ format: 'uuid' })
  environmentId!: string;

  @ApiProperty()
  environmentName!: string;

  @ApiProperty()
  version!: string;

  @ApiProperty()
  commitSha!: string;

  @ApiProperty()
  commitMessage!: string;

  @ApiProperty()
  authorName!: string;

  @ApiProperty(ID_OR_NULL)
  executionId!: string | null;

  @ApiProperty(ID_OR_NULL)
  incidentId!: string | null;

  @ApiProperty(TEXT_OR_NULL)
  requestedByName!: string | null;

  @ApiProperty(TEXT_OR_NULL)
  url!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty(TIME_OR_NULL)
  finishedAt!: string | null;

  @ApiProperty({ type: 'integer', nullable: true })
  durationMs!: number | null;
}

export class DeploymentSummaryPageResponse extends pageOf(DeploymentSummaryResponse) {}

export class DeploymentResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: 'integer' })
  number!: number;

  @ApiProperty(KIND)
  kind!: DeploymentKind;

  @ApiProperty(STATUS)
  status!: DeploymentState;

  @ApiProperty(TEXT_OR_NULL)
  message!: string | null;

  @ApiProperty({ format: 'uuid' })
  serviceId!: string;

  @ApiProperty()
  serviceName!: string;

  @ApiProperty({ format: 'uuid' })
  environmentId!: string;

  @ApiProperty()
  environmentName!: string;

  @ApiProperty({ enum: EnvironmentClass, enumName: 'EnvironmentClass' })
  environmentClass!: EnvironmentClass;

  @ApiProperty({ type: ReleaseResponse })
  release!: ReleaseResponse;

  @ApiProperty(TEXT_OR_NULL)
  previousReleaseVersion!: string | null;

  @ApiProperty(ID_OR_NULL)
  executionId!: string | null;

  @ApiProperty({ ...ID_OR_NULL, description: 'The deployment that this one rolls back' })
  rollbackOfId!: string | null;

  @ApiProperty({ ...ID_OR_NULL, description: 'The deployment that rolls this one back' })
  rolledBackById!: string | null;

  @ApiProperty(ID_OR_NULL)
  incidentId!: string | null;

  @ApiProperty(TEXT_OR_NULL)
  reason!: string | null;

  @ApiProperty(ID_OR_NULL)
  requestedById!: string | null;

  @ApiProperty(TEXT_OR_NULL)
  requestedByName!: string | null;

  @ApiProperty(TEXT_OR_NULL)
  url!: string | null;

  @ApiProperty({ type: [TargetResponse] })
  targets!: TargetResponse[];

  @ApiProperty({ type: [DeploymentLogLineResponse], description: 'The last 500 lines' })
  log!: DeploymentLogLineResponse[];

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty(TIME_OR_NULL)
  startedAt!: string | null;

  @ApiProperty(TIME_OR_NULL)
  finishedAt!: string | null;

  @ApiProperty({ type: 'integer', nullable: true })
  durationMs!: number | null;
}
