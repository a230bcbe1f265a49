import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { SLUG_PATTERN } from '@throughline/kernel';
import { pageOf } from '@throughline/platform';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  IsObject,
  MaxLength,
  MinLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';

/** Printable ASCII below the root of the app itself. */
const HEALTH_PATH = /^\/[!-~]{0,199}$/;

export class RunSpec {
  @ApiProperty({ type: [String], description: 'Program and arguments; no shell reads them' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(64)
  @IsString({ each: true })
  @MinLength(1, { each: true })
  @MaxLength(1024, { each: true })
  command!: string[];

  @ApiProperty({ description: 'Answers 200 when the app can serve' })
  @IsString()
  @Matches(HEALTH_PATH, { message: 'healthPath must start with / and hold printable characters' })
  healthPath!: string;
}

export class CreateServiceRequest {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  projectId!: string;

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

  @ApiProperty({ type: RunSpec })
  @IsObject() // ValidateNested alone takes a list of them
  @ValidateNested()
  @Type(() => RunSpec)
  run!: RunSpec;
}

export class UpdateServiceRequest {
  @ApiPropertyOptional()
  @ValidateIf((_, value) => value !== undefined)
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  name?: string;

  @ApiPropertyOptional({ type: RunSpec })
  @ValidateIf((_, value) => value !== undefined)
  @IsObject() // ValidateNested alone takes a list of them
  @ValidateNested()
  @Type(() => RunSpec)
  run?: RunSpec;
}

export class ServiceResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'uuid' })
  projectId!: string;

  @ApiProperty()
  slug!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ type: RunSpec })
  run!: RunSpec;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export class ServicePageResponse extends pageOf(ServiceResponse) {}
