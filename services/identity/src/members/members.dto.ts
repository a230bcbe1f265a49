import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type Role, ROLES } from '@throughline/contracts';
import { PageQuery, pageOf } from '@throughline/platform';
import { IsString, IsUUID, MaxLength } from 'class-validator';
import { IsRoleKey } from '../roles/is-role-key.js';
import { IfPresent } from '../text/if-present.js';

export class ListMembersQuery extends PageQuery {
  @ApiPropertyOptional({ maxLength: 100, description: 'Part of the name or the address' })
  @IfPresent()
  @IsString()
  @MaxLength(100)
  q?: string;

  @ApiPropertyOptional({ maxLength: 63, description: 'Key of a role' })
  @IfPresent()
  @IsRoleKey()
  role?: string;
}

export class ChangeMemberRoleRequest {
  @ApiProperty({ maxLength: 63, description: 'Key of a preset or of a role of the organization' })
  @IsRoleKey()
  role!: string;
}

export class TransferOwnershipRequest {
  @ApiProperty({ format: 'uuid', description: 'The member who becomes an owner' })
  @IsUUID()
  userId!: string;

  @ApiPropertyOptional({ maxLength: 63, default: 'admin', description: 'What the caller is from then on' })
  @IfPresent()
  @IsRoleKey()
  ownRole?: string;
}

export class LeaveOrganizationRequest {
  @ApiProperty({
    maxLength: 63,
    description: 'The slug of the organization, since there is no way back in but an invitation',
  })
  @IsString()
  @MaxLength(63)
  slug!: string;
}

export class MemberResponse {
  @ApiProperty({ format: 'uuid' })
  userId!: string;

  @ApiProperty()
  email!: string;

  @ApiProperty()
  fullName!: string;

  @ApiProperty({ description: 'Key of the role' })
  role!: string;

  @ApiProperty()
  roleName!: string;

  @ApiProperty({ enum: [...ROLES], enumName: 'Role', description: 'The preset that the role ranks as' })
  basedOn!: Role;

  @ApiProperty({ format: 'date-time' })
  joinedAt!: string;
}

export const MemberPage = pageOf(MemberResponse);
