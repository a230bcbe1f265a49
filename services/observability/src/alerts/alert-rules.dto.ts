import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { pageOf } from '@throughline/platform';
import { IsBoolean, IsIn, IsInt, IsString, IsUUID, Matches, Max, MaxLength, Min, ValidateIf } from 'class-validator';
import { RULE_STATES, type RuleState } from './alert-rule.machine.js';
import { SEVERITIES, type Severity } from './severity.js';

export const ALERT_KINDS = ['error_count'] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

const HOUR_S = 3_600;
const DAY_S = 86_400;
const MAX_THRESHOLD = 1_000_000;
/** Left out is fine; null is not. */
const unlessLeftOut = (_: object, value: unknown): boolean => value !== undefined;

export class CreateAlertRuleRequest {
  @ApiProperty({ maxLength: 120 })
  @IsString()
  @Matches(/\S/, { message: 'name must not be blank' })
  @MaxLength(120)
  name!: string;

  @ApiProperty({ enum: ALERT_KINDS, enumName: 'AlertKind' })
  @IsIn(ALERT_KINDS)
  kind!: AlertKind;

  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  serviceId!: string;

  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  environmentId!: string;

  @ApiProperty({ type: 'integer', minimum: 1, maximum: MAX_THRESHOLD, description: 'Error lines in the window' })
  @IsInt()
  @Min(1)
  @Max(MAX_THRESHOLD)
  threshold!: number;

  @ApiProperty({ type: 'integer', minimum: 5, maximum: DAY_S })
  @IsInt()
  @Min(5)
  @Max(DAY_S)
  windowSeconds!: number;

  @ApiProperty({
    type: 'integer',
    minimum: 0,
    maximum: HOUR_S,
    description: 'How long the threshold has to stay reached',
  })
  @IsInt()
  @Min(0)
  @Max(HOUR_S)
  forSeconds!: number;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: DAY_S,
    default: 300,
    description: 'Quiet time after a firing',
  })
  @ValidateIf(unlessLeftOut)
  @IsInt()
  @Min(0)
  @Max(DAY_S)
  cooldownSeconds?: number;

  @ApiProperty({ enum: SEVERITIES, enumName: 'Severity' })
  @IsIn(SEVERITIES)
  severity!: Severity;
}

export class UpdateAlertRuleRequest {
  @ApiPropertyOptional({ maxLength: 120 })
  @ValidateIf(unlessLeftOut)
  @IsString()
  @Matches(/\S/, { message: 'name must not be blank' })
  @MaxLength(120)
  name?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MAX_THRESHOLD })
  @ValidateIf(unlessLeftOut)
  @IsInt()
  @Min(1)
  @Max(MAX_THRESHOLD)
  threshold?: number;

  @ApiPropertyOptional({ type: 'integer', minimum: 5, maximum: DAY_S })
  @ValidateIf(unlessLeftOut)
  @IsInt()
  @Min(5)
  @Max(DAY_S)
  windowSeconds?: number;

  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: HOUR_S })
  @ValidateIf(unlessLeftOut)
  @IsInt()
  @Min(0)
  @Max(HOUR_S)
  forSeconds?: number;

  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: DAY_S })
  @ValidateIf(unlessLeftOut)
  @IsInt()
  @Min(0)
  @Max(DAY_S)
  cooldownSeconds?: number;

  @ApiPropertyOptional({ enum: SEVERITIES, enumName: 'Severity' })
  @ValidateIf(unlessLeftOut)
  @IsIn(SEVERITIES)
  severity?: Severity;

  @ApiPropertyOptional()
  @ValidateIf(unlessLeftOut)
  @IsBoolean()
  enabled?: boolean;
}

export class AlertRuleResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ enum: ALERT_KINDS, enumName: 'AlertKind' })
  kind!: AlertKind;

  @ApiProperty({ format: 'uuid' })
  serviceId!: string;

  @ApiProperty()
  serviceName!: string;

  @ApiProperty({ format: 'uuid' })
  environmentId!: string;

  @ApiProperty()
  environmentName!: string;

  @ApiProperty({ type: 'integer' })
  threshold!: number;

  @ApiProperty({ type: 'integer' })
  windowSeconds!: number;

  @ApiProperty({ type: 'integer' })
  forSeconds!: number;

  @ApiProperty({ type: 'integer' })
  cooldownSeconds!: number;

  @ApiProperty({ enum: SEVERITIES, enumName: 'Severity' })
  severity!: Severity;

  @ApiProperty()
  enabled!: boolean;

  @ApiProperty({ enum: RULE_STATES, enumName: 'RuleState' })
  state!: RuleState;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  lastEvaluatedAt!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export class AlertRulePageResponse extends pageOf(AlertRuleResponse) {}
