import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { pageOf } from '@throughline/platform';
import { IsBoolean, IsNotIn, IsString, MaxLength } from 'class-validator';
import { ScopedKeyFacts } from '../api-keys/key-facts.dto.js';
import { IsDisplayName } from '../text/display-name.js';
import { IsRoleKey } from '../roles/is-role-key.js';
import { IfPresent } from '../text/if-present.js';

/** An organization is owned by people. */
const NOT_FOR_PROGRAMS = ['owner'];
const ROLE = { maxLength: 63, description: 'Key of a role of the organization, other than owner' };

export class CreateServiceAccountRequest {
  @ApiProperty({ maxLength: 100 })
  @IsDisplayName()
  name!: string;

  @ApiPropertyOptional({ maxLength: 500, description: 'What it is for' })
  @IfPresent()
  @IsString()
  @MaxLength(500)
  description?: string;

  @ApiProperty(ROLE)
  @IsRoleKey()
  @IsNotIn(NOT_FOR_PROGRAMS)
  role!: string;
}

export class UpdateServiceAccountRequest {
  @ApiPropertyOptional({ maxLength: 100 })
  @IfPresent()
  @IsDisplayName()
  name?: string;

  @ApiPropertyOptional({ maxLength: 500 })
  @IfPresent()
  @IsString()
  @MaxLength(500)
  description?: string;

  @ApiPropertyOptional(ROLE)
  @IfPresent()
  @IsRoleKey()
  @IsNotIn(NOT_FOR_PROGRAMS)
  role?: string;

  @ApiPropertyOptional({ description: 'A disabled one’s keys open nothing until it is enabled again' })
  @IfPresent()
  @IsBoolean()
  disabled?: boolean;
}

export class ServiceAccountResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty()
  description!: string;

  @ApiProperty({ description: 'Key of its role' })
  role!: string;

  @ApiProperty()
  disabled!: boolean;

  @ApiProperty({ description: 'Keys that are neither revoked nor expired' })
  liveKeys!: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When one of its keys was last used' })
  lastUsedAt!: string | null;

  @ApiProperty({ type: String, nullable: true })
  createdBy!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export class ServiceAccountKeyResponse extends ScopedKeyFacts {
  @ApiProperty({ format: 'uuid' })
  serviceAccountId!: string;
}

export const ServiceAccountPage = pageOf(ServiceAccountResponse);
export const ServiceAccountKeyPage = pageOf(ServiceAccountKeyResponse);
