import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { SLUG_PATTERN } from '@throughline/kernel';
import { pageOf } from '@throughline/platform';
import {
  IsBoolean,
  IsEnum,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateIf,
} from 'class-validator';

export const EnvironmentClass = { dev: 'dev', staging: 'staging', production: 'production' } as const;
export type EnvironmentClass = (typeof EnvironmentClass)[keyof typeof EnvironmentClass];

const isSent = (_: object, value: unknown): boolean => value !== undefined;

export class CreateEnvironmentRequest {
  @ApiProperty()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  name!: string;

  @ApiPropertyOptional({ description: 'Made from the name when absent' })
  @IsOptional()
  @IsString()
  @Matches(SLUG_PATTERN)
  slug?: string;

  @ApiProperty({ enum: EnvironmentClass, enumName: 'EnvironmentClass' })
  @IsEnum(EnvironmentClass)
  class!: EnvironmentClass;

  @ApiProperty({ type: 'integer', minimum: 0, maximum: 1000, description: 'Order on the way to production' })
  @IsInt()
  @Min(0)
  @Max(1000)
  position!: number;

  @ApiPropertyOptional({ default: true, description: 'Roll the suspect of an incident back without asking' })
  @ValidateIf(isSent)
  @IsBoolean()
  autoRollback?: boolean;
}

export class UpdateEnvironmentRequest {
  @ApiPropertyOptional()
  @ValidateIf(isSent)
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  name?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: 1000 })
  @ValidateIf(isSent)
  @IsInt()
  @Min(0)
  @Max(1000)
  position?: number;

  @ApiPropertyOptional()
  @ValidateIf(isSent)
  @IsBoolean()
  autoRollback?: boolean;
}

export class EnvironmentResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  slug!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ enum: EnvironmentClass, enumName: 'EnvironmentClass' })
  class!: EnvironmentClass;

  @ApiProperty({ type: 'integer' })
  position!: number;

  @ApiProperty()
  autoRollback!: boolean;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export class EnvironmentPageResponse extends pageOf(EnvironmentResponse) {}
