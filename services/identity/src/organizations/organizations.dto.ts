import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type Role, ROLES } from '@throughline/contracts';
import { IsString, MaxLength } from 'class-validator';
import { IsDisplayName } from '../text/display-name.js';
import { IfPresent } from '../text/if-present.js';

export class CreateOrganizationRequest {
  @ApiProperty({ maxLength: 100 })
  @IsDisplayName()
  name!: string;

  @ApiPropertyOptional({ maxLength: 63, description: 'Made from the name when absent' })
  @IfPresent()
  @IsString()
  @MaxLength(63)
  slug?: string;
}

export class OrganizationResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  slug!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ enum: [...ROLES], enumName: 'Role', description: 'The role of the person who asks' })
  role!: Role;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export class CapabilitiesResponse {
  @ApiProperty({ enum: [...ROLES], enumName: 'Role' })
  role!: Role;

  @ApiProperty({ type: [String] })
  permissions!: string[];
}
