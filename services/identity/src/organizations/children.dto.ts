import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type Role, ROLES } from '@throughline/contracts';
import { pageOf } from '@throughline/platform';
import { IsIn } from 'class-validator';
import { IfPresent } from '../text/if-present.js';
import { CreateOrganizationRequest } from './organizations.dto.js';

const VISITOR_ROLES = ROLES.filter((role) => role !== 'owner');

export class CreateChildRequest extends CreateOrganizationRequest {
  @ApiPropertyOptional({
    enum: VISITOR_ROLES,
    enumName: 'RoleBase',
    default: 'admin',
    description: 'What the owners and admins of the parent are in it',
  })
  @IfPresent()
  @IsIn(VISITOR_ROLES)
  visitorRole?: Exclude<Role, 'owner'>;
}

export class UpdateChildRequest {
  @ApiProperty({ enum: VISITOR_ROLES, enumName: 'RoleBase' })
  @IsIn(VISITOR_ROLES)
  visitorRole!: Exclude<Role, 'owner'>;
}

export class ChildOrganizationResponse {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  slug!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({
    enum: [...ROLES],
    enumName: 'Role',
    description: 'What the owners and admins of the parent are in it',
  })
  visitorRole!: Role;

  @ApiProperty({ type: 'integer' })
  memberCount!: number;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export const ChildOrganizationPage = pageOf(ChildOrganizationResponse);
