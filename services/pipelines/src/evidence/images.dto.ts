import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { pageOf } from '@throughline/platform';
import { IsIn, IsInt, IsObject, IsOptional, IsString, IsUUID, Length, Matches, Max, Min } from 'class-validator';
import { RecorderResponse } from './evidence.dto.js';
import { STORABLE, storable } from './storable-text.js';

const DIGEST = /^sha256:[0-9a-f]{64}$/;
export const IMAGE_TYPES = ['docker', 'oci', 'helm'] as const;
export type ImageType = (typeof IMAGE_TYPES)[number];

export class RegisterImageRequest {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  execution_id!: string;

  @ApiProperty({ minLength: 1, maxLength: 300 })
  @IsString()
  @Length(1, 300)
  @Matches(STORABLE, storable('name'))
  name!: string;

  @ApiProperty({ minLength: 1, maxLength: 500, example: 'registry.example/shop/app' })
  @IsString()
  @Length(1, 500)
  @Matches(STORABLE, storable('registry_url'))
  registry_url!: string;

  @ApiProperty({ pattern: DIGEST.source })
  @IsString()
  @Matches(DIGEST, { message: 'image_digest must be sha256: and 64 hex digits' })
  image_digest!: string;

  @ApiPropertyOptional({ minLength: 1, maxLength: 128 })
  @IsOptional()
  @IsString()
  @Length(1, 128)
  @Matches(STORABLE, storable('image_tag'))
  image_tag?: string;

  @ApiPropertyOptional({ minLength: 1, maxLength: 128 })
  @IsOptional()
  @IsString()
  @Length(1, 128)
  @Matches(STORABLE, storable('version'))
  version?: string;

  @ApiPropertyOptional({ enum: IMAGE_TYPES, default: 'docker' })
  @IsOptional()
  @IsIn(IMAGE_TYPES)
  type?: ImageType;

  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: 1e15 })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1e15)
  size_bytes?: number;

  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: 2_147_483_647 })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(2_147_483_647)
  build_duration_ms?: number;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true, description: 'at most 16 KiB' })
  @IsOptional()
  @IsObject()
  metadata?: object;
}

export class ImageResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'uuid' })
  executionId!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty()
  registryUrl!: string;

  @ApiProperty({ description: 'sha256: and 64 hex digits' })
  digest!: string;

  @ApiProperty({ type: String, nullable: true })
  tag!: string | null;

  @ApiProperty({ type: String, nullable: true })
  version!: string | null;

  @ApiProperty({ enum: IMAGE_TYPES })
  type!: ImageType;

  @ApiProperty({ type: Number, nullable: true })
  sizeBytes!: number | null;

  @ApiProperty({ type: 'integer', nullable: true })
  buildDurationMs!: number | null;

  @ApiProperty({ type: 'object', additionalProperties: true })
  metadata!: object;

  @ApiProperty({ type: RecorderResponse })
  createdBy!: RecorderResponse;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export class RegisteredImageResponse extends ImageResponse {
  @ApiProperty({ description: 'true when it was registered before; nothing has changed then' })
  duplicate!: boolean;
}

export const ImagePageResponse = pageOf(ImageResponse);
