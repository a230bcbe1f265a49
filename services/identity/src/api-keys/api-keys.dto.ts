import { ApiProperty } from '@nestjs/swagger';
import { pageOf } from '@throughline/platform';
import { IsIn, IsUUID } from 'class-validator';
import { KeyFacts, KeySecretResponse, NewKeyRequest } from './key-facts.dto.js';

export const API_KEY_KINDS = ['ingest'] as const;
export type ApiKeyKind = (typeof API_KEY_KINDS)[number];

export class CreateApiKeyRequest extends NewKeyRequest {
  @ApiProperty({ enum: [...API_KEY_KINDS], enumName: 'ApiKeyKind' })
  @IsIn(API_KEY_KINDS)
  kind!: ApiKeyKind;

  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  serviceId!: string;

  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  environmentId!: string;
}

export class ApiKeyCreatedResponse extends KeySecretResponse {}

export class ApiKeyResponse extends KeyFacts {
  @ApiProperty({ enum: [...API_KEY_KINDS], enumName: 'ApiKeyKind' })
  kind!: ApiKeyKind;

  @ApiProperty({ format: 'uuid' })
  serviceId!: string;

  @ApiProperty({ format: 'uuid' })
  environmentId!: string;
}

export const ApiKeyPage = pageOf(ApiKeyResponse);
