import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { pageOf } from '@throughline/platform';
import { IsIn, IsRFC3339, IsString, IsUUID, MaxLength } from 'class-validator';
import { IsDisplayName } from '../text/display-name.js';
import { IfPresent } from '../text/if-present.js';

export const API_KEY_KINDS = ['ingest'] as const;
export type ApiKeyKind = (typeof API_KEY_KINDS)[number];

export class CreateApiKeyRequest {
  @ApiProperty({ maxLength: 100 })
  @IsDisplayName()
  name!: string;

  @ApiProperty({ enum: [...API_KEY_KINDS], enumName: 'ApiKeyKind' })
  @IsIn(API_KEY_KINDS)
  kind!: ApiKeyKind;

  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  serviceId!: string;

  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  environmentId!: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Never, when absent' })
  @IfPresent()
  @IsString()
  @MaxLength(40)
  @IsRFC3339()
  expiresAt?: string;
}

export class ApiKeyCreatedResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty()
  prefix!: string;

  @ApiProperty({ description: 'The key itself. Shown this once.' })
  secret!: string;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export class ApiKeyResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ enum: [...API_KEY_KINDS], enumName: 'ApiKeyKind' })
  kind!: ApiKeyKind;

  @ApiProperty()
  prefix!: string;

  @ApiProperty({ format: 'uuid' })
  serviceId!: string;

  @ApiProperty({ format: 'uuid' })
  environmentId!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  expiresAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  revokedAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  lastUsedAt!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export const ApiKeyPage = pageOf(ApiKeyResponse);
