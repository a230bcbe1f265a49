import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PERMISSIONS } from '@throughline/contracts';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsRFC3339,
  IsString,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { IsDisplayName } from '../text/display-name.js';
import { IfPresent } from '../text/if-present.js';
import { KEY_STATES, type KeyState } from './key-state.js';

const MOST_OVERLAP_HOURS = 7 * 24;

export class NewKeyRequest {
  @ApiProperty({ maxLength: 100 })
  @IsDisplayName()
  name!: string;

  @ApiPropertyOptional({ maxLength: 500, description: 'What it is for' })
  @IfPresent()
  @IsString()
  @MaxLength(500)
  description?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Never, when absent' })
  @IfPresent()
  @IsString()
  @MaxLength(40)
  @IsRFC3339()
  expiresAt?: string;
}

export class NewScopedKeyRequest extends NewKeyRequest {
  @ApiProperty({ type: [String], minItems: 1, description: 'Permissions; each one that the maker holds' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(PERMISSIONS.length)
  @ArrayUnique()
  @IsIn(PERMISSIONS, { each: true })
  scopes!: string[];
}

export class RotateKeyRequest {
  @ApiProperty({ minimum: 0, maximum: MOST_OVERLAP_HOURS, description: 'For how long the secret so far stays good' })
  @IsInt()
  @Min(0)
  @Max(MOST_OVERLAP_HOURS)
  overlapHours!: number;

  @ApiPropertyOptional({ format: 'date-time', description: 'The key’s new end; as it was, when absent' })
  @IfPresent()
  @IsString()
  @MaxLength(40)
  @IsRFC3339()
  expiresAt?: string;
}

export class KeyVersionResponse {
  @ApiProperty()
  version!: number;

  @ApiProperty()
  prefix!: string;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null for the current one' })
  endsAt!: string | null;
}

export class KeyFacts {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty()
  description!: string;

  @ApiProperty()
  prefix!: string;

  @ApiProperty({ enum: [...KEY_STATES], enumName: 'KeyState' })
  state!: KeyState;

  @ApiProperty({ type: [KeyVersionResponse], description: 'The current secret and those that it replaced' })
  versions!: KeyVersionResponse[];

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  expiresAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  revokedAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'To the minute' })
  lastUsedAt!: string | null;

  @ApiProperty({ type: String, nullable: true })
  lastUsedIp!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'The program, in words' })
  lastUsedBy!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'The name of who made it' })
  createdBy!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export class ScopedKeyFacts extends KeyFacts {
  @ApiProperty({ type: [String] })
  scopes!: string[];
}

export class KeySecretResponse {
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
